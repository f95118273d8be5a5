"""The local administrator's page: how often a digest comes, and what lies unseen."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lookups.online.views import see_other
from portal import clock
from portal.access.services import asker_of
from portal.tenants.scope import acting_for
from subscriptions.reminding import reads, services, showing, unseen
from subscriptions.reminding.forms import ChoiceForm
from subscriptions.reminding.models import Often


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mail(request: HttpRequest) -> HttpResponse:
    """Show or take the choice. Raises NoSuchRight for who is no local administrator."""
    asker = asker_of(request)
    services.may_choose(asker)
    at = clock.now()
    status = 200
    form = ChoiceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if form.is_valid():
            services.choose(asker, Often(form.cleaned_data["often"]), at=at)
            messages.success(request, _("Ditt val är sparat."))
            return see_other(reverse("reminding:mail"))
        status = 422
    with acting_for(asker.organisation):
        lying = unseen.now(asker.organisation, at=at)
        if request.method != "POST":
            form = ChoiceForm(initial={"often": reads.often(asker.organisation)})
    told = {"form": form, "lying": showing.sentences(lying) if lying else ()}
    return render(request, "reminding/mail.html", told, status=status)
