"""The inbox, and one notification: ask now, mark as handled, give it to somebody, take it over."""

from typing import Any
from uuid import UUID

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
from portal.access.reads import colleagues
from portal.access.services import asker_of
from portal.errors import Refusal
from portal.gates import services as gates
from portal.organisations.models import Service
from portal.tenants.scope import acting_for
from subscriptions.notifications import caring, inbox, listing
from subscriptions.notifications.forms import GivenForm, HandledForm, InboxForm
from subscriptions.notifications.kinds import Kind

SIZE = 25  # notifications of a page
DIGITS = 18  # of a number that any bigint holds


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def listed(request: HttpRequest) -> HttpResponse:
    """Show what waits to be handled, or posted to, what is looked for: a case number may be anything that was typed.

    Raises NoSuchRight.
    """
    asker = _asker(request)
    searched = request.method == "POST"
    form = InboxForm(request.POST if searched else {})
    before = _number((request.POST if searched else request.GET).get("fore", ""))
    with acting_for(asker.organisation):
        found = inbox.page(asker, form.wanted(), before=before, size=SIZE + 1)
        waiting = inbox.unhandled(asker.organisation)
    shown = found[:SIZE]
    last = shown[-1].number if len(found) > SIZE else None
    told = {
        "form": form,
        "table": listing.table(shown, asker, empty=_empty(searched=searched)),
        "waiting": waiting,
        "following": f"?fore={last}" if last else "",
        "hidden": [*_asked(form), ("fore", last)] if searched and last else (),
        "later": before is not None,
    }
    return render(request, "notifications/list.html", told)


@never_cache
@require_safe
def notification(request: HttpRequest, public: UUID) -> HttpResponse:
    """Show a notification. Raises NoSuchRight, NotificationNotThere."""
    asker = _asker(request)
    return render(request, "notifications/notification.html", _page(asker, public))


@never_cache
@require_POST
def handle(request: HttpRequest, public: UUID) -> HttpResponse:
    """Mark a notification as handled, and go back to those that wait."""
    asker = _asker(request)
    form = HandledForm(request.POST)
    if form.is_valid():
        try:
            caring.handle(asker, public, note=form.cleaned_data["note"], at=clock.now())
        except Refusal as refusal:
            if refusal.field != "note":
                raise
            form.add_error("note", refusal.detail)
        else:
            messages.success(request, _("Aviseringen är markerad som hanterad."))
            return see_other(reverse("notifications:list"))
    told = _page(asker, public) | {"form": form}
    return render(request, "notifications/notification.html", told, status=422)


@never_cache
@require_POST
def reopen(request: HttpRequest, public: UUID) -> HttpResponse:
    """Put a handled notification back among those that wait."""
    caring.reopen(_asker(request), public)
    messages.success(request, _("Aviseringen väntar igen på att hanteras."))
    return see_other(reverse("notifications:notification", args=[public]))


@never_cache
@require_POST
def give(request: HttpRequest, public: UUID) -> HttpResponse:
    """Give a notification to a colleague, or take it over."""
    asker = _asker(request)
    to = _number(request.POST.get("to", ""))
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
        entry = inbox.one(asker.organisation, public)
        others = tuple(one for one in colleagues(asker.organisation) if one.user != asker.user)
    return {
        "entry": entry,
        "heading": listing.heading(entry, asker),
        "lines": listing.lines(entry),
        "asks": entry.kind is not Kind.END,
        "form": HandledForm(initial={"note": entry.note}),
        "given": GivenForm(colleagues=others) if others else None,
        "own": entry.responsible_user == asker.user,
        "me": asker.user,
    }


def _asked(form: InboxForm) -> list[tuple[str, str]]:
    """Return what is looked for, as the next page is asked for it."""
    return [(name, form.data[name]) for name in form.fields if form.data.get(name)]


def _empty(*, searched: bool) -> str:
    if searched:
        return _("Ingen avisering stämmer med det du söker.")
    return _(
        "Inga olästa aviseringar. Nya kommer hit när något ändras för någon ni prenumererar på."
    )


def _number(told: str) -> int | None:
    """Return a number as a bigint holds it; what is none is nothing."""
    return int(told) if told.isdecimal() and len(told) <= DIGITS else None


def _asker(request: HttpRequest) -> Asker:
    asker = asker_of(request)
    gates.may_use(asker, Service.LEKA)
    return asker
