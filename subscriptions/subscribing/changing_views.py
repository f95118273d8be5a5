"""The page that changes what a subscription tells of."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lookups.online.views import see_other
from portal import clock
from portal.errors import Refusal
from portal.gates import services as gates
from portal.organisations.models import Service
from portal.tenants.scope import acting_for
from subscriptions.subscribing import judging, reads, services
from subscriptions.subscribing.change_form import ChangeForm
from subscriptions.subscribing.edge import BADLY_PUT, asking, call_of
from subscriptions.subscribing.errors import SubscriptionNotThere


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, public: UUID) -> HttpResponse:
    """Show what is told of, or change it. Raises SubscriptionNotThere for an ended one too, PurposeNotAgreed."""
    asker = asking(request)
    with acting_for(asker.organisation):
        known = reads.one(asker.organisation, public)
        if known.ended_at:
            raise SubscriptionNotThere
        purpose = gates.may(asker, Service.LEKA, purpose=known.purpose, at=clock.now())
    form = ChangeForm(
        request.POST if request.method == "POST" else None, known=known, purpose=purpose
    )
    page = {"form": form, "subscription": known, "refusal": None}
    if request.method != "POST":
        return render(request, "subscribing/change.html", page)
    if form.is_valid():
        wanted = replace(
            judging.renewed(known, until=known.until),
            groups=form.asked_for(),
            kinds=form.told(purpose.groups),
        )
        try:
            services.register_or_change(asker, public, wanted, call=call_of(request))
        except Refusal as refusal:
            page["refusal"] = refusal
        else:
            messages.success(request, _("Prenumerationen är ändrad."))
            return see_other(reverse("subscribing:subscription", args=[public]))
    return render(request, "subscribing/change.html", page, status=BADLY_PUT)
