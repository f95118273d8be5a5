"""Pages of a month: the table over all organisations, its file, and one organisation's sheet for the review meeting."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal import clock
from portal.access.services import supporter
from portal.errors import NotFound
from portal.quotas import reads as quotas
from portal.quotas import use
from portal.shell.tables import Cell, Head, Table
from portal.support import columns, files, month, organisation, reads
from portal.support.month import Month, Row
from portal.support.story import story
from portal.tenants.scope import as_support
from portal.usage import series, told

PER_PAGE = 100


@never_cache
@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """Show all organisations in a month, sorted and paged as the address says."""
    supporter(request)
    choices = month.months(at=clock.now())
    chosen = _chosen(request, choices)
    order = request.GET.get("sortera", columns.USUAL)
    with as_support():
        found = columns.ordered(month.rows(chosen), order)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("sida"))
    shown = {
        "month": chosen,
        "months": choices,
        "order": order,
        "page": page,
        "before": _address(chosen, order, page.number - 1) if page.has_previous() else "",
        "after": _address(chosen, order, page.number + 1) if page.has_next() else "",
        "table": _table(page.object_list, chosen, order),
        "file": f"{reverse('support:month_file')}?{urlencode({'manad': chosen.key, 'sortera': order})}",
    }
    return render(request, "support/month.html", shown)


@never_cache
@require_safe
def file(request: HttpRequest) -> HttpResponse:
    """Return the whole table as a file for a spreadsheet."""
    supporter(request)
    chosen = _chosen(request, month.months(at=clock.now()))
    with as_support():
        found = columns.ordered(month.rows(chosen), request.GET.get("sortera", columns.USUAL))
    response = HttpResponse(files.csv_of(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="anvandning-{chosen.key}.csv"'
    return response


@never_cache
@require_safe
def review(request: HttpRequest, aktors_id: UUID) -> HttpResponse:
    """Show an organisation's month to print for the review meeting. Raises NotFound for an unknown id."""
    supporter(request)
    at = clock.now()
    choices = month.months(at=at)
    chosen = _chosen(request, choices)
    span = series.of_days(chosen.first, chosen.last)
    with as_support():
        whose = reads.by_id(aktors_id)
        if whose is None:
            raise NotFound
        used = use.over_time(whose.id, since=span.since, until=span.until, step="day")
        changes = [one for one in quotas.history(whose.id) if span.since <= one.at < span.until]
        freed = [one for one in reads.freed(whose.id) if span.since <= one.freed_at < span.until]
        (row,) = [one for one in month.rows(chosen) if one.organisation.id == whose.id]
        agreement = reads.agreement(whose.id, day=chosen.last)
    services = sorted({one.service for one in used}, key=lambda one: one.value)
    shown: dict[str, Any] = {
        "organisation": whose,
        "month": chosen,
        "months": choices,
        "agreement": agreement,
        "members": row.members,
        "lines": [(one.head, one.shown(row)) for one in columns.COLUMNS[1:]],
        "services": [
            told.over_time(
                [one for one in used if one.service == service], span, service, agreed=None
            )
            for service in services
        ],
        "by_limit": told.by_limit(used),
        "by_way": organisation.by_way(used),
        "story": story(changes, freed),
    }
    return render(request, "support/review.html", shown)


def _chosen(request: HttpRequest, choices: tuple[Month, ...]) -> Month:
    """Return the month that the address names, else this one."""
    asked = request.GET.get("manad")
    return next((one for one in choices if one.key == asked), choices[0])


def _address(chosen: Month, order: str, page: int = 1) -> str:
    return "?" + urlencode({"manad": chosen.key, "sortera": order, "sida": page})


def _table(rows: Any, chosen: Month, order: str) -> Table:
    by, descending = columns.column_of(order)
    return Table(
        key="manad",
        caption=_("Alla organisationer, %(manad)s") % {"manad": chosen.key},
        heads=tuple(
            Head(
                text=str(one.head),
                numeric=one.numeric,
                href=_address(chosen, _next_order(one.key, by.key, descending=descending)),
                sorted_by=_sorted_by(descending=descending) if one is by else "",
            )
            for one in columns.COLUMNS
        ),
        rows=tuple(_cells(row) for row in rows),
        empty=_("Det finns inga organisationer."),
    )


def _cells(row: Row) -> tuple[Cell, ...]:
    page = reverse("support:organisation", args=[row.organisation.aktors_id])
    return tuple(
        Cell(text=one.shown(row), numeric=one.numeric, href="" if place else page)
        for place, one in enumerate(columns.COLUMNS)
    )


def _next_order(key: str, by: str, *, descending: bool) -> str:
    """Return what a click on a column sorts by: figures begin with the largest, the same column turns round."""
    if key == by:
        return key if descending else f"-{key}"
    return key if key == columns.USUAL else f"-{key}"


def _sorted_by(*, descending: bool) -> str:
    return "descending" if descending else "ascending"
