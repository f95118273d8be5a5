"""The inbox as a list: what is looked for, as a page or a file, and what is done with those that are marked."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from lookups.online.views import see_other
from portal import clock
from portal.access.askers import Asker, Role
from portal.access.reads import closed_members, colleagues
from portal.tenants.scope import acting_for
from subscriptions.notifications import (
    apart,
    caring,
    exporting,
    inbox,
    listing,
    mass_caring,
    notices,
)
from subscriptions.notifications.forms import GivenForm, InboxForm
from subscriptions.notifications.looking import DIGITS, Place
from subscriptions.subscribing.edge import asking, public_of

SIZE = 25  # notifications of a page


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def listed(request: HttpRequest) -> HttpResponse:
    """Show what waits to be handled, or posted to, what is looked for: a case number may be anything that was typed.

    Raises NoSuchRight.
    """
    asker = asking(request)
    posted = request.method == "POST"
    whose = "" if posted else request.GET.get("ansvarig", "")  # the team's page leads here
    searched = posted or bool(whose)
    after = Place.of((request.POST if posted else request.GET).get("fore", ""))
    with acting_for(asker.organisation):
        others = colleagues(asker.organisation)
        form = InboxForm(
            request.POST if posted else {"whose": whose},
            colleagues=(*others, *closed_members(asker.organisation)),
        )
        found = inbox.page(asker, form.wanted(), after=after, size=SIZE + 1)
        waiting = inbox.unhandled(asker.organisation, protected=asker.protected)
        by_hand = apart.is_agreed(asker.organisation)
        said = notices.shown(asker, at=clock.now())
    shown = found[:SIZE]
    last = str(inbox.place_of(shown, after=after)) if len(found) > SIZE else ""
    told = {
        "form": form,
        "table": listing.table(shown, asker, empty=_empty(searched=searched)),
        "some": bool(shown),
        "given": GivenForm(colleagues=others) if others and shown else None,
        "leads": Role.LOCAL_ADMINISTRATOR in asker.roles,
        "waiting": waiting,
        "notices": said,
        "apart": by_hand,
        "following": f"?fore={last}" if last else "",
        "asked": form.asked(),
        "hidden": [*form.asked(), ("fore", last)] if searched and last else (),
        "later": after is not None,
    }
    return render(request, "notifications/list.html", told)


@never_cache
@require_POST
def export(request: HttpRequest) -> StreamingHttpResponse:
    """Return what is looked for as a file, without persons. Raises NoSuchRight."""
    asker = asking(request)
    pieces = exporting.write(
        asker, InboxForm(request.POST).wanted(), language=get_language() or "sv"
    )
    response = StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="aviseringar.csv"'
    return response


@never_cache
@require_POST
def marked(request: HttpRequest) -> HttpResponse:
    """Mark those that are marked as handled, or give them to a colleague. Raises NoSuchRight, NoSuchColleague."""
    asker = asking(request)
    chosen = [public_of(one) for one in request.POST.getlist("vald")]
    if not chosen:
        messages.error(request, _("Markera minst en avisering."))
    elif request.POST.get("gor") == "ge":
        to = number(request.POST.get("to", ""))
        with acting_for(asker.organisation):
            given = caring.give_several(asker, chosen, to=to)
            given += mass_caring.give_several(asker, chosen, to=to)
        said = ngettext(
            "%(antal)s avisering har fått en ny ansvarig.",
            "%(antal)s aviseringar har fått en ny ansvarig.",
            given,
        )
        messages.success(request, said % {"antal": given})
    else:
        messages.success(request, listing.done(_handled(asker, chosen)))
    return see_other(reverse("notifications:list"))


def number(told: str) -> int | None:
    """Return a number as a bigint holds it; what is none is nothing."""
    return int(told) if told.isdecimal() and len(told) <= DIGITS else None


def _handled(asker: Asker, chosen: list[UUID]) -> caring.Handled:
    at = clock.now()
    with acting_for(asker.organisation):
        return caring.handle_several(asker, chosen, at=at) + mass_caring.handle_several(
            asker, chosen, at=at
        )


def _empty(*, searched: bool) -> str:
    if searched:
        return _("Ingen avisering stämmer med det du söker.")
    return _(
        "Inga olästa aviseringar. Nya kommer hit när något ändras för någon ni prenumererar på."
    )
