"""The page that ends all subscriptions of a case: asked first, with how many; the case travels in the body."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lookups.online.views import see_other
from portal.tenants.scope import acting_for
from subscriptions.subscribing import closing
from subscriptions.subscribing.edge import asking, call_of
from subscriptions.subscribing.list_forms import ListForm
from subscriptions.subscribing.lists import listed


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest) -> HttpResponse:
    """Ask whether the case is over; posted to with a yes, end what is subscribed to in it.

    Raises NoSuchRight, and what `closing.close` does.
    """
    asker = asking(request)
    form = ListForm(request.POST)
    case = form.looked(asker).case
    if not form.is_valid():
        return listed(request)  # the fault stands where the case is looked for
    if not case:
        return see_other(reverse("subscribing:list"))
    if request.POST.get("saker"):
        ended = closing.close(asker, case, call=call_of(request))
        if not ended:
            return _none(request)
        said = ngettext(
            "Ärendet är avslutat: %(antal)s prenumeration avslutades.",
            "Ärendet är avslutat: %(antal)s prenumerationer avslutades.",
            ended,
        )
        messages.success(request, said % {"antal": ended})
        return see_other(reverse("subscribing:list"))
    with acting_for(asker.organisation):
        count = closing.count(asker.organisation, case)
    if not count:
        return _none(request)
    return render(request, "subscribing/close.html", {"case": case, "count": count})


def _none(request: HttpRequest) -> HttpResponse:
    messages.info(request, _("Ärendet har ingen aktiv prenumeration. Ingenting avslutades."))
    return see_other(reverse("subscribing:list"))
