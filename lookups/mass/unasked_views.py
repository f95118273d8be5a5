"""The page of the rows that are not yet asked."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lookups.mass import reads, unasked
from lookups.mass.sending_views import caseworker
from lookups.mass.unasked import RowLeft
from portal import clock
from portal.shell import formats
from portal.shell.tables import Cell, Head, Table
from portal.tenants.scope import acting_for

SIZE = 100  # rows of a page


@never_cache
@require_safe
def not_asked(request: HttpRequest, query_id: UUID) -> HttpResponse:
    """Show the rows yet to ask, in row order. Raises NoSuchRight, MassQueryNotThere, ResultGone."""
    asker = caseworker(request)
    after = _line(request.GET.get("efter", ""))
    with acting_for(asker.organisation):
        query = reads.one(query_id)
        reads.hold_to_kept(query, at=clock.now())
        found = unasked.page(query_id, after=after, size=SIZE + 1)
    shown = found[:SIZE]
    told = {
        "query": query,
        "name": query.name or reads.day_and_time(query.created_at),
        "table": _table(shown),
        "following": f"?efter={shown[-1].line}" if len(found) > SIZE else "",
        "later": after > 0,
    }
    return render(request, "mass/not_asked.html", told)


def _line(told: str) -> int:
    return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else 0


def _table(rows: Sequence[RowLeft]) -> Table:
    return Table(
        key="ej-fragade",
        caption=_("Inte frågade ännu, i radordning"),
        heads=(Head(text=_("Rad")), Head(text=_("Egen referens"))),
        rows=tuple(
            (
                # Stacked on a narrow screen, the first cell stands without its heading.
                Cell(text=_("Rad %(rad)s") % {"rad": formats.number(one.line)}),
                Cell(text=one.own or "–"),
            )
            for one in rows
        ),
        empty=_("Inga rader väntar på att frågas."),
    )
