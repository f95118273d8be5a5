"""A mass query's answers as bases of care fees: some at a time, and one row's lines. Each look is a question."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from lookups.care_fees import hints
from lookups.fee_basis import mass, treatment
from lookups.fee_basis.forms import DayForm
from lookups.fee_basis.listing import listing, under
from lookups.fee_basis.showing import Asked, how, part, together
from lookups.fee_basis.summing import summary
from lookups.mass.errors import MassQueryNotThere
from lookups.mass.reads import day_and_time
from lookups.mass.results import Page
from lookups.mass.sending_views import call, caseworker
from portal import clock
from portal.organisations.models import Service
from portal.shell import formats
from portal.status import services as status

SIZE = 50  # rows of a page
BADLY_PUT = 422


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, query_id: UUID) -> HttpResponse:
    """Show what can be looked at and fetched; posted to, show some rows, which counts as a question."""
    asker = caseworker(request)
    query = mass.one(asker, query_id)
    form = DayForm(request.POST or request.GET, today=clock.swedish_day(clock.now()))
    told = {
        "query": query,
        "name": query.name or day_and_time(query.created_at),
        "form": form,
        "how": how(),
        "formula": hints.formula(),
        "open": status.is_open(Service.MASS, at=clock.now()),
        "protected": asker.protected,
    }
    if not form.is_valid():
        return render(request, "fee_basis/mass.html", told, status=BADLY_PUT)
    told |= {"day": formats.short_date(form.day)}
    if request.method != "POST":
        return render(request, "fee_basis/mass.html", told)
    special, after = bool(request.POST.get("special")), _after(request)
    read = mass.read(
        asker,
        query_id,
        Page(after=after, size=SIZE, special=special),
        on=form.day,
        call=call(request),
    )
    told |= {
        "rows": [one for one in read.rows if one.basis is not None],
        "listing": listing(read.rows, special=special),
        "under": under(read.rows),
        "table": treatment.name(read.table, asker.organisation_name),
        "own": treatment.own(read.table),
        "special": special,
        "following": None if read.waits else read.after,
    }
    return render(request, "fee_basis/mass.html", told)


@never_cache
@require_POST
def person(request: HttpRequest, query_id: UUID, line: int) -> HttpResponse:
    """Show the lines of one row's basis. Raises MassQueryNotThere for a row without an answer or set apart."""
    asker = caseworker(request)
    query = mass.one(asker, query_id)
    form = DayForm(request.POST, today=clock.swedish_day(clock.now()))
    if not form.is_valid():
        raise MassQueryNotThere
    special = bool(request.POST.get("special"))
    wanted = Page(after=line - 1, size=1, special=special)
    read = mass.read(asker, query_id, wanted, on=form.day, call=call(request))
    found = [one for one in read.rows if one.row.line == line and one.basis is not None]
    if not found or found[0].basis is None:
        raise MassQueryNotThere
    other = mass.beside(asker, query_id, found[0], on=form.day, call=call(request))
    rows = [found[0], *([other] if other else [])]
    asked = Asked(by=query.asker_name, organisation=asker.organisation_name, until=query.kept_until)
    parts = [
        part(one.row.told, one.basis, asked, key=f"person-{n}", alone=len(rows) == 1)
        for n, one in enumerate(rows, 1)
        if one.basis
    ]
    both = [
        (one.record.number, row.basis) for one, row in zip(parts, rows, strict=True) if row.basis
    ]
    told = {
        "parts": parts,
        "summary": summary(both) if other else None,
        "together": together(both, other.row.line) if other else (),
        "query": query,
        "line": line,
        "day": formats.short_date(form.day),
        "table": treatment.name(read.table, asker.organisation_name),
        "own": treatment.own(read.table),
        "how": how(),
    }
    return render(request, "fee_basis/mass_person.html", told)


def _after(request: HttpRequest) -> int:
    told = request.POST.get("after", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else 0
