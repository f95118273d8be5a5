"""The answers of a mass query on pages: some at a time, one person's, and those set apart. Each look is a question."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lookups.answers.model import Agency, Result
from lookups.care_fees import reads as care_fees
from lookups.mass import reads, results
from lookups.mass.errors import MassQueryNotThere
from lookups.mass.models import MassAnswer
from lookups.mass.results import Page, Read, RowTold
from lookups.mass.sending_views import call, caseworker
from lookups.online.present import present
from lookups.online.present.tables import agency_name
from portal import clock
from portal.identity import InvalidIdentity, parse
from portal.shell import formats
from portal.shell.tables import Cell, Head, Table
from portal.tenants.scope import acting_for

SIZE = 50  # rows of a page
_NOBODY = Read(rows=(), after=None, waits=False)


@never_cache
@require_POST
def answers(request: HttpRequest, query_id: UUID) -> HttpResponse:
    """Show some answers, or a person's: what is looked for travels in the body, never in an address."""
    asker = caseworker(request)
    special = bool(request.POST.get("special"))
    wanted, wrong = _number(request.POST.get("number", ""))
    after = _after(request)
    page = Page(after=after, size=SIZE, number=wanted, special=special)
    read = _NOBODY if wrong else results.read_on(asker, query_id, page, call=call(request))
    rows = read.rows
    with acting_for(asker.organisation):
        query = reads.one(query_id)
    told = {
        "query": query,
        "name": query.name or reads.day_and_time(query.created_at),
        "rows": [
            (one, cells)
            for one, cells in zip(rows, _table(rows, special=special).rows, strict=True)
        ],
        "table": _table(rows, special=special),
        "wrong": wrong,
        "special": special,
        "searched": bool(wanted or wrong),
        "following": None if read.waits else read.after,
        "later": after > 0,
    }
    return render(request, "mass/answers.html", told)


@never_cache
@require_POST
def person(request: HttpRequest, query_id: UUID, line: int) -> HttpResponse:
    """Show a row's answer as one to an online question. Raises MassQueryNotThere for a row without one."""
    asker = caseworker(request)
    read = results.read_on(asker, query_id, Page(after=line - 1, size=1), call=call(request))
    found = read.rows
    if not found or found[0].line != line:
        raise MassQueryNotThere
    (row,) = found
    with acting_for(asker.organisation):
        query = reads.one(query_id)
        fees = care_fees.changes(asker.organisation) if read.for_fees else None
    view = present(
        replace(row.told, purpose=query.purpose_name),  # in the reader's language
        asked_by=query.asker_name,
        organisation=asker.organisation_name,
        until=query.kept_until,
        fees=fees,
    )
    return render(request, "mass/person.html", {"view": view, "query": query, "row": row})


def _number(typed: str) -> tuple[str, str]:
    """Return the number looked for with 12 digits, or what is wrong with it."""
    if not typed.strip():
        return "", ""
    try:
        today = clock.swedish_day(clock.now())
        return parse(typed, today=today, lenient_century=True).number, ""
    except InvalidIdentity as fault:
        return "", fault.detail


def _after(request: HttpRequest) -> int:
    told = request.POST.get("after", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else 0


def _table(rows: Any, *, special: bool) -> Table:
    return Table(
        key="svar",
        caption=_("Hanteras särskilt") if special else _("Svar i radordning"),
        heads=(
            Head(text=_("Rad"), numeric=True),
            Head(text=_("Egen referens")),
            Head(text=_("Person")),
            Head(text=_("Resultat")),
        ),
        rows=tuple(_row(one, special=special) for one in rows),
        empty=_("Inga rader hanteras särskilt i den här massfrågan.")
        if special
        else _("Inga svar finns här ännu."),
    )


def _result(one: RowTold) -> str:
    """Return what came of a row, and whose part could not be checked."""
    unchecked = {
        told.agency for told in one.told.answer.outcomes if told.result is Result.NOT_CHECKED
    }
    if one.kind is not MassAnswer.Kind.UNCHECKED or not unchecked:
        return str(one.kind.label)
    return _("%(resultat)s: %(myndighet)s") % {
        "resultat": one.kind.label,
        "myndighet": ", ".join(agency_name(agency) for agency in Agency if agency in unchecked),
    }


def _row(one: RowTold, *, special: bool) -> tuple[Cell, ...]:
    apart = one.withheld or (one.special and not special)
    result = _("Lämnas inte ut här") if apart else _result(one)
    return (
        Cell(text=formats.number(one.line), numeric=True),
        Cell(text=one.own or "–"),
        Cell(text=formats.identity_number(one.told.answer.number)),
        Cell(text=result[:1].upper() + result[1:]),
    )
