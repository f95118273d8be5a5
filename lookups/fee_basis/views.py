"""The pages and files of one answer as the basis of a care fee: read by its asker alone, for a quarter of an hour."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lookups.fee_basis import exporting, services, treatment
from lookups.fee_basis.as_text import as_text
from lookups.fee_basis.forms import DayForm
from lookups.fee_basis.model import Basis
from lookups.fee_basis.services import Read
from lookups.fee_basis.showing import view
from lookups.mass.downloads.csvfile import MARK, body
from portal import clock
from portal.access.errors import NoSuchRight
from portal.access.services import asker_of
from portal.errors import NotFound

BADLY_PUT = 422


@never_cache
@require_safe
def page(request: HttpRequest, answer_id: UUID) -> HttpResponse:
    """Show a kept answer as the basis of a fee on a day; for what is no day the form alone, and nothing is read."""
    form = _form(request)
    told: dict[str, Any] = {"form": form, "answer": answer_id}
    if not form.is_valid():
        _hold(request, answer_id)
        return render(request, "fee_basis/page.html", told, status=BADLY_PUT)
    shown = view(_read(request, answer_id, form))
    told |= {"view": shown, "text": as_text(shown), "day": form.day.isoformat()}
    return render(request, "fee_basis/page.html", told)


@never_cache
@require_safe
def file(request: HttpRequest, answer_id: UUID, kind: str) -> HttpResponse:
    """Give a page's basis out as csv or JSON. Raises NotFound for another kind, and for a day that is none."""
    form = _form(request)
    if kind not in _KINDS or not form.is_valid():
        raise NotFound
    read = _read(request, answer_id, form)
    content_type, write = _KINDS[kind]
    response = HttpResponse(write(read), content_type=content_type)
    name = f"avgiftsunderlag-{read.kept.told.reference}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _form(request: HttpRequest) -> DayForm:
    return DayForm(request.GET, today=clock.swedish_day(clock.now()))


def _hold(request: HttpRequest, answer_id: UUID) -> None:
    """Let nobody but the answer's asker see even the form."""
    try:
        asker = asker_of(request)
    except NoSuchRight as fault:
        raise NotFound from fault
    services.hold(asker, answer_id)


def _read(request: HttpRequest, answer_id: UUID, form: DayForm) -> Read:
    try:
        asker = asker_of(request)
    except NoSuchRight as fault:  # who can ask nothing is anybody else, too
        raise NotFound from fault
    return services.read(
        asker,
        answer_id,
        on=form.day,
        at=clock.now(),
        request_id=request.id,  # type: ignore[attr-defined]
    )


def _told(read: Read) -> Iterator[tuple[str, Basis]]:
    answer = read.kept.told.answer
    yield answer.present or answer.number, read.basis
    if read.spouse:
        other = read.spouse.kept.told.answer
        yield other.present or other.number, read.spouse.basis


def _csv(read: Read) -> bytes:
    table = treatment.short(read.table)
    lines = (row for number, basis in _told(read) for row in exporting.rows(number, basis, table))
    return MARK.encode() + body([list(map(str, exporting.HEADS))]) + body(lines)


def _json(read: Read) -> bytes:
    told = read.kept.told
    return msgspec.json.encode(
        {
            "referens": told.reference,
            "andamal": told.purpose_code,
            "arendereferens": told.case or None,
            "behandlingstabell": exporting.table_json(read.table, read.kept.organisation),
            "personer": [exporting.as_json(number, basis) for number, basis in _told(read)],
        }
    )


_KINDS: Mapping[str, Any] = {
    "csv": ("text/csv; charset=utf-8", _csv),
    "json": ("application/json", _json),
}
