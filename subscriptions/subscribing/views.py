"""Pages of one subscription: register, show, renew, unregister."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lookups.online.views import see_other
from portal import clock
from portal.access.askers import Asker
from portal.errors import Refusal
from portal.gates import services as gates
from portal.organisations.models import Service
from portal.shell import formats
from portal.tenants.scope import acting_for
from subscriptions.subscribing import listing, reads, services
from subscriptions.subscribing.edge import BADLY_PUT, asking, call_of
from subscriptions.subscribing.errors import AlreadySubscribed, SubscriptionNotThere
from subscriptions.subscribing.forms import RenewForm, SubscribeForm, first_end
from subscriptions.subscribing.model import SubscriptionTold


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Show the form, or register and go to the subscription; a refusal keeps what was typed."""
    asker = asking(request)
    form = _form(asker, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return render(request, "subscribing/new.html", {"form": form})
    existing = None
    if form.is_valid():
        try:
            told, _made = services.register_or_change(
                asker, uuid4(), form.wanted(), call=call_of(request)
            )
        except AlreadySubscribed as refusal:
            existing = refusal.params["id"]
            form.refusal = refusal
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _kept(request, told)
    page = {"form": form, "existing": existing}
    return render(request, "subscribing/new.html", page, status=BADLY_PUT)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def same_person(request: HttpRequest) -> HttpResponse:
    """Show the form with the person, purpose and case of an answer: they travel in the body, never in an address."""
    if request.method != "POST":
        return see_other(reverse("subscribing:new"))
    initial = {name: request.POST.get(name, "") for name in ("identity", "purpose", "case")}
    form = _form(asking(request), None, initial)
    return render(request, "subscribing/new.html", {"form": form})


@never_cache
@require_safe
def subscription(request: HttpRequest, public: UUID) -> HttpResponse:
    """Show a subscription. Raises NoSuchRight, SubscriptionNotThere."""
    asker = asking(request)
    return render(request, "subscribing/subscription.html", _page(asker, public, RenewForm()))


@never_cache
@require_POST
def renew(request: HttpRequest, public: UUID) -> HttpResponse:
    """Let a subscription go on; a refusal keeps what was typed."""
    asker = asking(request)
    form = RenewForm(request.POST)
    if form.is_valid():
        try:
            told = services.renew(asker, public, form.cleaned_data["until"], call=call_of(request))
        except SubscriptionNotThere:
            raise
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _kept(request, told)
    page = _page(asker, public, form)
    return render(request, "subscribing/subscription.html", page, status=BADLY_PUT)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unregister(request: HttpRequest, public: UUID) -> HttpResponse:
    """Ask whether to end a subscription; posted to, end it. Raises NoSuchRight, SubscriptionNotThere."""
    asker = asking(request)
    if request.method == "POST":
        services.unregister(asker, public, call=call_of(request))
        messages.success(request, _("Prenumerationen är avregistrerad."))
        return see_other(reverse("subscribing:list"))
    return render(request, "subscribing/unregister.html", _page(asker, public, RenewForm()))


def _kept(request: HttpRequest, told: SubscriptionTold) -> HttpResponse:
    """Say until when a subscription is in force, and go to it."""
    said = _("Prenumerationen gäller till och med %(tom)s.")
    messages.success(request, said % {"tom": formats.short_date(told.until)})
    return see_other(reverse("subscribing:subscription", args=[told.id]))


def _page(asker: Asker, public: UUID, form: RenewForm) -> dict[str, Any]:
    at = clock.now()
    with acting_for(asker.organisation):
        told = reads.one(asker.organisation, public)
        purposes = gates.purposes_of(asker, Service.LEKA, at=at)
    name = next((one.title for one in purposes if one.code == told.purpose), told.purpose)
    today = clock.swedish_day(at)
    if not form.is_bound:
        form.initial["until"] = first_end(today, purposes)
    return {"subscription": told, "lines": listing.lines(told, name, today=today), "form": form}


def _form(asker: Asker, data: Any, initial: dict[str, str] | None = None) -> SubscribeForm:
    """Return the form for what the asker may subscribe to. Raises as `gates.agreed_purposes`."""
    at = clock.now()
    today = clock.swedish_day(at)
    purposes = gates.agreed_purposes(asker, Service.LEKA, at=at)
    told: dict[str, Any] = {"until": first_end(today, purposes)} | (initial or {})
    if told.get("purpose") not in {one.code for one in purposes}:
        told["purpose"] = purposes[0].code if len(purposes) == 1 else ""
    return SubscribeForm(data, purposes=purposes, today=today, initial=told)
