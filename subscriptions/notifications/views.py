"""One notification: ask now, mark as handled, give it to somebody, take it over."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lookups.online.views import see_other
from portal import clock
from portal.access.askers import Asker
from portal.access.reads import colleagues
from portal.errors import Refusal
from portal.tenants.scope import acting_for
from subscriptions.kinds import Kind
from subscriptions.notifications import caring, inbox, listing
from subscriptions.notifications.forms import GivenForm, HandledForm
from subscriptions.notifications.lists import number
from subscriptions.subscribing.edge import asking


@never_cache
@require_safe
def notification(request: HttpRequest, public: UUID) -> HttpResponse:
    """Show a notification. Raises NoSuchRight, NotificationNotThere."""
    asker = asking(request)
    return render(request, "notifications/notification.html", _page(asker, public))


@never_cache
@require_POST
def handle(request: HttpRequest, public: UUID) -> HttpResponse:
    """Mark a notification as handled, and go back to those that wait."""
    asker = asking(request)
    form = HandledForm(request.POST, others=1)
    if form.is_valid():
        try:
            done = caring.handle(
                asker,
                public,
                note=form.cleaned_data["note"],
                others=form.cleaned_data["others"],
                at=clock.now(),
            )
        except Refusal as refusal:
            if refusal.field != "note":
                raise
            form.add_error("note", refusal.detail)
        else:
            messages.success(request, listing.done(done))
            return see_other(reverse("notifications:list"))
    told = _page(asker, public) | {"form": form, "settled": False}
    return render(request, "notifications/notification.html", told, status=422)


@never_cache
@require_POST
def reopen(request: HttpRequest, public: UUID) -> HttpResponse:
    """Put a handled notification back among those that wait."""
    caring.reopen(asking(request), public)
    messages.success(request, _("Aviseringen väntar igen på att hanteras."))
    return see_other(reverse("notifications:notification", args=[public]))


@never_cache
@require_POST
def give(request: HttpRequest, public: UUID) -> HttpResponse:
    """Give a notification to a colleague, or take it over."""
    asker = asking(request)
    to = number(request.POST.get("to", ""))
    caring.give(asker, public, to=to)
    messages.success(
        request,
        _("Du har tagit över aviseringen.")
        if to == asker.user
        else _("Aviseringen har fått en ny ansvarig."),
    )
    return see_other(reverse("notifications:notification", args=[public]))


def _page(asker: Asker, public: UUID) -> dict[str, Any]:
    with acting_for(asker.organisation):
        entry = inbox.one(asker.organisation, public, protected=asker.protected)
        beside = inbox.beside(asker.organisation, public, protected=asker.protected)
        others = tuple(one for one in colleagues(asker.organisation) if one.user != asker.user)
    return {
        "entry": entry,
        "heading": listing.heading(entry, asker),
        "lines": listing.lines(entry),
        "acts": {
            act: reverse(f"notifications:{act}", args=[public])
            for act in ("handle", "reopen", "give")
        },
        "settled": entry.handled_at is not None,
        "asks": entry.kind is not Kind.END,
        "form": HandledForm(initial={"note": entry.note}, others=len(beside)),
        "given": GivenForm(colleagues=others) if others else None,
        "own": entry.responsible_user == asker.user,
        "me": asker.user,
    }
