"""The page that ends all subscriptions of a case: asked first, with how many; the case travels in the body."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lookups.online.views import see_other
from portal.tenants.scope import acting_for
from subscriptions.subscribing import closing
from subscriptions.subscribing.edge import asking, call_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest) -> HttpResponse:
    """Ask whether the case is over; posted to with a yes, end what is subscribed to in it.

    Raises NoSuchRight, and what `closing.close` does.
    """
    asker = asking(request)
    case = " ".join(request.POST.get("case", "").split())
    if not case:
        return see_other(reverse("subscribing:list"))
    if request.POST.get("saker"):
        ended = closing.close(asker, case, call=call_of(request))
        said = ngettext(
            "Ärendet är avslutat: %(antal)s prenumeration avslutades.",
            "Ärendet är avslutat: %(antal)s prenumerationer avslutades.",
            ended,
        )
        messages.success(request, said % {"antal": ended})
        return see_other(reverse("subscribing:list"))
    with acting_for(asker.organisation):
        count = closing.count(asker.organisation, case)
    return render(request, "subscribing/close.html", {"case": case, "count": count})
