"""Mass queries: send, check, follow, fetch, cancel, ask again (R3)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router
from ninja.params.functions import Header, Query

from lookups.api.v10 import mass_examples as told_by
from lookups.api.v10.mass_in import CheckIn, MassIn, idempotency_key
from lookups.api.v10.mass_out import (
    CheckOut,
    MassAnswersOut,
    MassListOut,
    MassOut,
    RowFaultsOut,
    check_shape,
    fault_shape,
    kept_header,
    query_shape,
    row_shape,
)
from lookups.mass import checking, reads, results, room, services, trying
from lookups.mass.errors import MassQueryNotThere
from lookups.mass.files.errors import FileTooLarge
from lookups.mass.model import QueryTold
from lookups.mass.results import Page, RowTold
from lookups.mass.states import ENDED, State
from portal import clock
from portal.access.askers import SCOPES, Asker
from portal.api import wire
from portal.api.bearer import actor_named, asker_for, default_purpose
from portal.api.door import JSON, manner
from portal.api.faults import sentence
from portal.api.limits import rate_limit_headers
from portal.api.types import WireUuid
from portal.ceilings import MASS_BODY_BYTES, MASS_FILE_BYTES
from portal.errors import Fault, InvalidRequest
from portal.gates.services import Call
from portal.organisations.models import Service
from portal.status import reads as status
from portal.tenants.scope import acting_for

VERSION, SCOPE = "10", SCOPES[Service.MASS.value]
NDJSON = "application/x-ndjson"
SIZE, MOST = 100, 1000  # rows of a page (running.md, Limits)
SHOWN = [one.value for one in State if one is not State.WAITS_FOR_WORD]  # on pages alone
POLL = 5  # seconds between looks at a query that is not ready
TAKES = {
    "largest": MASS_BODY_BYTES,
    "form": MASS_FILE_BYTES,
    "past": lambda: FileTooLarge(size=MASS_FILE_BYTES, rows=settings.MASS_ROWS),
}

Actor = Annotated[WireUuid | None, Header(alias="X-Aktor", description=told_by.X_AKTOR)]
After = Annotated[str, Query(description=told_by.AFTER, max_length=100)]
Size = Annotated[int, Query(alias="sidstorlek", description=told_by.SIZE, ge=1, le=MOST)]

router = Router(tags=["Massfråga"])


@router.post("/massfragor", response={202: MassOut}, by_alias=True, **told_by.SEND)
@manner(**TAKES)
def send(request: HttpRequest, body: MassIn, x_aktor: Actor = None) -> HttpResponse:
    """Massfrågan tas emot och besvaras i tur och ordning; varje person prövas och loggas för sig.

    The query is received and answered in its turn; each person is judged and logged separately.
    """
    caller = request.auth  # type: ignore[attr-defined]  # the door's
    actor = actor_named(caller, header=x_aktor, body=body.aktor)
    if body.andamal is None and default_purpose(caller, actor) is None:
        raise InvalidRequest(variant="purpose", field="andamal")
    asked = body.question()
    checked = checking.check(body.rows())
    asked = replace(asked, key=idempotency_key(request))
    asker = asker_for(caller, actor, scope=SCOPE)
    with room.for_a_file():
        query = services.send(asker, asked, checked, call=_call(request))
    response = _state(asker, query, status=202)
    response["Location"] = reverse("lefi-online-v10:readMass", args=[query.id])
    return response


@router.post("/massfragor/kontroll", response={200: CheckOut}, by_alias=True, **told_by.CHECK)
@manner(**TAKES)
def check(request: HttpRequest, body: CheckIn, x_aktor: Actor = None) -> HttpResponse:
    """Kontrollerar en lista eller fil. Inget frågas, räknas eller sparas.

    Checks a list or a file. Nothing is asked, counted or kept.
    """
    caller = request.auth  # type: ignore[attr-defined]
    actor = actor_named(caller, header=x_aktor, body=body.aktor)
    asked = body.question()
    checked = checking.check(body.rows())
    asker = asker_for(caller, actor, scope=SCOPE)
    checked = trying.judged(asker, asked, checked, at=clock.now())
    return wire.answer(check_shape(checked), headers={"Cache-Control": "no-store"})


@router.get("/massfragor", response={200: MassListOut}, by_alias=True, **told_by.LIST)
def listed(
    request: HttpRequest, x_aktor: Actor = None, efter: After = "", sidstorlek: Size = SIZE
) -> HttpResponse:
    """Aktörens massfrågor, nyast först. Kostar inget.

    The actor's queries, newest first. Free.
    """
    after = _place(efter)
    asker = _asker(request, x_aktor)
    at = clock.now()
    with acting_for(asker.organisation):
        found = reads.page(after=after, size=sidstorlek + 1, states=SHOWN)
    shown = found[:sidstorlek]
    last = shown[-1] if len(found) > sidstorlek else None
    opens = _opens(at)
    told = {
        "massfragor": [query_shape(one, at=at, opens=opens) for one in shown],
        "nasta": f"{last.created_at.timestamp():.6f}.{last.id}" if last else None,
    }
    return wire.answer(told, headers={"Cache-Control": "no-store"})


@router.get("/massfragor/{uuid:massfraga}", response={200: MassOut}, by_alias=True, **told_by.READ)
def state(request: HttpRequest, massfraga: UUID, x_aktor: Actor = None) -> HttpResponse:
    """Läget, med `Retry-After` tills den är klar. Kostar inget.

    The state, with `Retry-After` until it is ready. Free.
    """
    asker = _asker(request, x_aktor)
    with acting_for(asker.organisation):
        return _state(asker, _shown(massfraga))


@router.get(
    "/massfragor/{uuid:massfraga}/svar",
    response={200: MassAnswersOut},
    by_alias=True,
    **told_by.ANSWERS,
)
@manner(gives=(JSON, NDJSON))
def answers(
    request: HttpRequest,
    massfraga: UUID,
    x_aktor: Actor = None,
    efter: After = "",
    sidstorlek: Size = SIZE,
) -> HttpResponse:
    """Svar i radordning, även medan den pågår; varje hämtning räknas som en fråga och loggas.

    Answers in row order, also while it runs; each fetch counts as a question and is logged.
    """
    page = Page(after=_row(efter), size=sidstorlek)
    asker = _asker(request, x_aktor)
    told = results.read_on(asker, massfraga, page, call=_call(request))
    following = None if told.after is None else str(told.after)
    headers = {"Cache-Control": "no-store"} | rate_limit_headers(asker, Service.MASS)
    headers |= kept_header(told.kept_until)
    if told.waits:
        headers["Retry-After"] = str(POLL)
    if request.get_preferred_type([JSON, NDJSON]) == NDJSON:
        if following:
            headers["Link"] = f'<?efter={following}&sidstorlek={sidstorlek}>; rel="next"'
        return _lines(told.rows, headers)
    return wire.answer(
        {"svar": [row_shape(one) for one in told.rows], "nasta": following}, headers=headers
    )


@router.get(
    "/massfragor/{uuid:massfraga}/fel",
    response={200: RowFaultsOut},
    by_alias=True,
    **told_by.FAULTS,
)
def faults(
    request: HttpRequest,
    massfraga: UUID,
    x_aktor: Actor = None,
    efter: After = "",
    sidstorlek: Size = SIZE,
) -> HttpResponse:
    """Rader som inte kunde frågas eller besvaras; aldrig numret.

    Rows that could not be asked or answered; never the number.
    """
    after = _row(efter)
    asker = _asker(request, x_aktor)
    with acting_for(asker.organisation):
        query = _shown(massfraga)
        reads.hold_to_kept(query, at=clock.now())
        found = reads.faults(massfraga, after=after, size=sidstorlek + 1)
    shown = found[:sidstorlek]
    following = str(shown[-1].line) if len(found) > sidstorlek else None
    told = {"fel": [fault_shape(one) for one in shown], "nasta": following}
    return wire.answer(told, headers={"Cache-Control": "no-store"} | kept_header(query.kept_until))


@router.post(
    "/massfragor/{uuid:massfraga}/avbryt", response={200: MassOut}, by_alias=True, **told_by.CANCEL
)
def cancel(request: HttpRequest, massfraga: UUID, x_aktor: Actor = None) -> HttpResponse:
    """Avbryter; det som är besvarat finns kvar. Kostar inget.

    Cancels; what is answered stays. Free.
    """
    asker = _asker(request, x_aktor)
    with acting_for(asker.organisation):
        _shown(massfraga)
    return _state(asker, services.cancel(asker, massfraga, at=clock.now()))


@router.post(
    "/massfragor/{uuid:massfraga}/nytt-forsok",
    response={202: MassOut},
    by_alias=True,
    **told_by.AGAIN,
)
def again(request: HttpRequest, massfraga: UUID, x_aktor: Actor = None) -> HttpResponse:
    """Frågar igen om dem som inte besvarades. Räknas som en fråga.

    Asks again about those not answered. Counts as a question.
    """
    asker = _asker(request, x_aktor)
    query = services.ask_again(asker, massfraga, call=_call(request))
    return _state(asker, query, status=202)


def _shown(massfraga: UUID) -> QueryTold:
    """Return a query of the acting organisation's. Raises MassQueryNotThere, for a page's unsent check too."""
    query = reads.one(massfraga)
    if query.state is State.WAITS_FOR_WORD:
        raise MassQueryNotThere
    return query


def _asker(request: HttpRequest, x_aktor: UUID | None) -> Asker:
    caller = request.auth  # type: ignore[attr-defined]
    return asker_for(caller, actor_named(caller, header=x_aktor), scope=SCOPE)


def _call(request: HttpRequest) -> Call:
    return Call(at=clock.now(), request_id=request.id, version=VERSION)  # type: ignore[attr-defined]


def _state(asker: Asker, query: QueryTold, *, status: int = 200) -> HttpResponse:
    at = clock.now()
    headers = {"Cache-Control": "no-store"} | rate_limit_headers(asker, Service.MASS)
    headers |= kept_header(query.kept_until)
    if query.state not in (*ENDED, State.REMOVED):
        headers["Retry-After"] = str(POLL)
    return wire.answer(query_shape(query, at=at, opens=_opens(at)), status=status, headers=headers)


def _opens(at: datetime) -> datetime | None:
    """Return when mass queries open; None while they are open."""
    board = status.board(at=at)
    if status.verdict(board, status.KINDS[Service.MASS], at=at).open:
        return None
    return status.opens_again(board, Service.MASS, at=at)


def _lines(rows: Sequence[RowTold], headers: Mapping[str, str]) -> HttpResponse:
    """Return a line of JSON for each answer; the next page stands in `Link`, since there is no object around."""
    encode = msgspec.json.Encoder(decimal_format="string").encode
    body = b"".join(encode(one) + b"\n" for one in map(row_shape, rows))
    return HttpResponse(body, content_type=NDJSON, headers=dict(headers))


def _row(cursor: str) -> int:
    """Return the row that a cursor names, 0 for none. Raises InvalidRequest."""
    if not cursor:
        return 0
    if not (cursor.isascii() and cursor.isdigit()) or len(cursor) > 9:
        raise _not_ours()
    return int(cursor)


def _place(cursor: str) -> tuple[datetime, UUID] | None:
    """Return the query that a list's cursor names. Raises InvalidRequest."""
    if not cursor:
        return None
    try:
        seconds, fraction, name = cursor.split(".")
        at = datetime.fromtimestamp(int(seconds), tz=clock.SWEDEN)
        return at.replace(microsecond=int(fraction)), UUID(name)
    except (ValueError, OverflowError, OSError):
        raise _not_ours() from None


def _not_ours() -> InvalidRequest:
    return InvalidRequest(
        faults=[Fault(pointer="/efter", felkod="markor", detail=sentence("markor"))]
    )
