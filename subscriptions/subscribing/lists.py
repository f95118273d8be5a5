"""Pages of many subscriptions: the list, what is looked for in it, check a person, renew or unregister those marked."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
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
from subscriptions.subscribing import (
    closing,
    listing,
    looking,
    marking,
    mass_reads,
    placing,
    services,
)
from subscriptions.subscribing.edge import BADLY_PUT, asking, call_of, public_of
from subscriptions.subscribing.forms import CheckForm
from subscriptions.subscribing.list_forms import ListForm, MarkedForm
from subscriptions.subscribing.looking import DECIDED, Looked, Which
from subscriptions.subscribing.mass_model import MassChangeTold

SIZE = 25  # subscriptions of a page
REFUSED = 100  # rows that nothing became of, at most on a page


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def listed(request: HttpRequest) -> HttpResponse:
    """Show the active subscriptions, or posted to, what is looked for: a case number may be anything that was typed.

    Raises NoSuchRight, SubscriptionNotThere.
    """
    return _list(request, asking(request))


@never_cache
@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """Say whether the organisation subscribes to a person; the number travels in the body."""
    asker = asking(request)
    form = CheckForm(request.POST)
    if not form.is_valid():
        return _list(request, asker, check=form, status=BADLY_PUT)
    try:
        found = services.check(
            asker, form.cleaned_data["identity"], call=call_of(request), lenient_century=True
        )
    except Refusal as refusal:
        form.add_error("identity", refusal.detail)
        return _list(request, asker, check=form, status=refusal.status)
    said = (
        ngettext(
            "Er organisation prenumererar på personen: %(antal)s prenumeration.",
            "Er organisation prenumererar på personen: %(antal)s prenumerationer.",
            len(found),
        )
        % {"antal": len(found)}
        if found
        else _("Er organisation prenumererar inte på personen.")
    )
    today = clock.swedish_day(clock.now())
    table = listing.table(found, today=today, empty="") if found else None
    return _list(request, asker, check=form, said=said, found=table)


@never_cache
@require_POST
def marked(request: HttpRequest) -> HttpResponse:
    """Renew or unregister what is marked, and go to what it came to; who unregisters is asked first."""
    asker, form = asking(request), MarkedForm(request.POST)
    chosen = [public_of(one) for one in request.POST.getlist("vald")]
    action = request.POST.get("gor", "")
    every = action == "forlang_alla"
    if not every and not chosen:
        form.add_error(None, _("Markera minst en prenumeration."))
    elif action == "avregistrera":
        return _unregister(request, asker, chosen)
    elif form.is_valid():
        looked = ListForm(request.POST).looked(asker)
        try:
            told = marking.renew(
                asker,
                looked if every else chosen,
                form.cleaned_data["until"],
                call=call_of(request),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _done(told)
    return _list(request, asker, marks=form, chosen=frozenset(chosen), status=BADLY_PUT)


@never_cache
@require_safe
def done(request: HttpRequest, change: UUID) -> HttpResponse:
    """Show what became of those that were marked. Raises NoSuchRight, MassChangeNotThere."""
    asker = asking(request)
    with acting_for(asker.organisation):
        told = mass_reads.one(asker.organisation, change)
        counts = mass_reads.outcomes(asker.organisation, change)
        refused = mass_reads.refused(asker.organisation, change, size=REFUSED)
        there = placing.rows_of(asker.organisation, [one.public for one in refused if one.public])
    page = {
        "came_to": listing.came_to(counts),
        "table": listing.refused(refused, there),
        "more": formats.number(told.refused - REFUSED) if told.refused > REFUSED else "",
    }
    return render(request, "subscribing/done.html", page)


def _unregister(request: HttpRequest, asker: Asker, chosen: list[UUID]) -> HttpResponse:
    if request.POST.get("saker"):
        return _done(marking.unregister(asker, chosen, call=call_of(request)))
    return render(request, "subscribing/unregister_marked.html", {"chosen": chosen})


def _done(told: MassChangeTold) -> HttpResponse:
    return see_other(reverse("subscribing:done", args=[told.id]))


def _list(  # noqa: PLR0913  # the parts of the page that were posted to
    request: HttpRequest,
    asker: Asker,
    *,
    check: CheckForm | None = None,
    marks: MarkedForm | None = None,
    chosen: frozenset[UUID] = frozenset(),
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    at = clock.now()
    searched = request.method == "POST" and check is None
    form = ListForm(request.POST if searched else ListForm.from_address(request.GET))
    looked = form.looked(asker)
    after = (request.POST if searched else request.GET).get("efter", "")
    ending = Looked(which=Which.ENDING)
    with acting_for(asker.organisation):
        rows = looking.page(
            asker.organisation,
            looked,
            at=at,
            size=SIZE + 1,
            after=public_of(after) if after else None,
        )
        count = looking.count(asker.organisation, looked, at=at)
        soon = looking.count(asker.organisation, ending, at=at)
        purposes = gates.purposes_of(asker, Service.LEKA, at=at) if looked.which in DECIDED else ()
        case_count = closing.count(asker.organisation, looked.case) if looked.case else 0
    if searched and "case" in form.errors:
        status = BADLY_PUT
    shown = rows[:SIZE]
    last = shown[-1].id if len(rows) > SIZE else None
    decided = looked.which in DECIDED and shown
    told = {
        "check": check or CheckForm(),
        "form": form,
        "marks": (marks or MarkedForm.proposed(at, purposes)) if decided else None,
        "table": listing.table(
            shown,
            today=clock.swedish_day(at),
            empty=_empty(looked, searched=searched),
            marked=chosen if decided else None,
        ),
        "looked": looked,
        "choices": listing.choices(looked.which),
        "count": count,
        "soon": soon,
        "asked": form.asked(),
        "after": after,
        "last": last,
        "searched": searched,
        "closes": looked.case if case_count else "",
        "following": f"?visa={looked.which}&efter={last}" if last else "",
        **more,
    }
    return render(request, "subscribing/list.html", told, status=status)


def _empty(looked: Looked, *, searched: bool) -> str:
    if searched or looked.which is not Which.ACTIVE:
        return _("Ingen prenumeration stämmer med det du söker.")
    return _(
        "Prenumerera på en person för att få veta när något ändras hos myndigheterna. "
        "Börja med en person eller en fil."
    )
