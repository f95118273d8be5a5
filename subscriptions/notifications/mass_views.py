"""One finished mass query in the inbox: to its own page, mark as handled, give it to somebody, take it over."""

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
from subscriptions.notifications import listing, mass_caring, mass_queries
from subscriptions.notifications.forms import GivenForm, HandledForm
from subscriptions.notifications.lists import number
from subscriptions.subscribing.edge import BADLY_PUT, asking

PAGE = "notifications/mass_query.html"


@never_cache
@require_safe
def mass_query(request: HttpRequest, query: UUID) -> HttpResponse:
    """Show a finished mass query as the inbox has it. Raises NoSuchRight, MassQueryNotThere."""
    return render(request, PAGE, _page(asking(request), query))


@never_cache
@require_POST
def handle(request: HttpRequest, query: UUID) -> HttpResponse:
    """Mark a mass query as handled, and go back to what waits."""
    asker = asking(request)
    form = HandledForm(request.POST, others=0)
    if form.is_valid():
        try:
            done = mass_caring.handle(asker, query, note=form.cleaned_data["note"], at=clock.now())
        except Refusal as refusal:
            if refusal.field != "note":
                raise
            form.add_error("note", refusal.detail)
        else:
            messages.success(
                request,
                _("Massfrågan är markerad som hanterad.") if done.count else listing.done(done),
            )
            return see_other(reverse("notifications:list"))
    told = _page(asker, query) | {"form": form, "settled": False}
    return render(request, PAGE, told, status=BADLY_PUT)


@never_cache
@require_POST
def reopen(request: HttpRequest, query: UUID) -> HttpResponse:
    """Let a mass query wait again."""
    mass_caring.reopen(asking(request), query)
    messages.success(request, _("Massfrågan väntar igen på att hanteras."))
    return see_other(reverse("notifications:mass_query", args=[query]))


@never_cache
@require_POST
def give(request: HttpRequest, query: UUID) -> HttpResponse:
    """Give a mass query to a colleague, or take it over."""
    asker = asking(request)
    to = number(request.POST.get("to", ""))
    mass_caring.give(asker, query, to=to)
    messages.success(
        request,
        _("Du har tagit över massfrågan.")
        if to == asker.user
        else _("Massfrågan har fått en ny ansvarig."),
    )
    return see_other(reverse("notifications:mass_query", args=[query]))


def _page(asker: Asker, query: UUID) -> dict[str, Any]:
    with acting_for(asker.organisation):
        entry = mass_queries.one(query)
        others = tuple(one for one in colleagues(asker.organisation) if one.user != asker.user)
    return {
        "entry": entry,
        "heading": listing.heading(entry, asker),
        "lines": listing.lines(entry),
        "acts": {
            act: reverse(f"notifications:mass_{act}", args=[query])
            for act in ("handle", "reopen", "give")
        },
        "form": HandledForm(initial={"note": entry.note}, others=0),
        "given": GivenForm(colleagues=others) if others else None,
        "own": entry.query.responsible_user == asker.user,
        "me": asker.user,
        "settled": entry.handled_at is not None,
        "opened": entry.opened_at is not None and entry.handled_at is None,
    }
