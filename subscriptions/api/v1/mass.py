"""Mass changes: register, renew or unregister many subscriptions at once, as rows or a file; a result per row."""

from typing import Annotated
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router
from ninja.params.functions import Query

from lookups.mass import checking, room
from lookups.mass.files.errors import FileTooLarge
from portal import clock
from portal.access.askers import Asker
from portal.api import wire
from portal.api.bearer import actor_named, asker_for, default_purpose
from portal.api.door import manner
from portal.api.faults import sentence
from portal.api.limits import rate_limit_headers
from portal.ceilings import MASS_BODY_BYTES, MASS_FILE_BYTES
from portal.errors import Fault, InvalidRequest
from portal.organisations.models import Service
from portal.tenants.scope import acting_for
from subscriptions.api.v1 import described, described_mass
from subscriptions.api.v1.asking import MOST, SCOPE, SIZE, Actor, asker_of, call_of
from subscriptions.api.v1.mass_file import MassFileIn
from subscriptions.api.v1.mass_in import MassChangeIn
from subscriptions.api.v1.mass_told import (
    MassChangeOut,
    MassChangeRowsOut,
    change_shape,
    row_shape,
)
from subscriptions.api.v1.subscriptions import NO_STORE
from subscriptions.filing import services as filing
from subscriptions.subscribing import judging, mass_changing, mass_reads
from subscriptions.subscribing.mass_model import MassChangeTold

ROW = 9  # digits of a row that a cursor may have
TAKES = {
    "largest": MASS_BODY_BYTES,
    "form": MASS_FILE_BYTES,
    "past": lambda: FileTooLarge(size=MASS_FILE_BYTES, rows=settings.LEKA_ROWS),
}

router = Router(tags=["Massändringar"])


@router.post("/massandringar", response={201: MassChangeOut}, by_alias=True, **described_mass.SEND)
@manner(**TAKES)
def send(request: HttpRequest, body: MassChangeIn, x_aktor: Actor = None) -> HttpResponse:
    """Varje rad prövas för sig. Hela sändningen är en fråga; skickad igen är den redan gjord. Också som fil.

    Each row is judged by itself. The whole sending is one question; sent again it is already done. As a file too.
    """
    if body.filed:
        asker, told = _by_file(request, body.filed, x_aktor)
    else:
        rows = body.rows()
        asker = asker_of(request, x_aktor, body=body.aktor)
        told = mass_changing.change(asker, body.action, rows, call=call_of(request))
    response = wire.answer(
        change_shape(told),
        status=201,
        headers=NO_STORE | rate_limit_headers(asker, Service.LEKA),
    )
    response["Location"] = reverse("leka-v1:readMassChange", args=[told.id])
    return response


@router.get(
    "/massandringar/{uuid:massandring}",
    response={200: MassChangeOut},
    by_alias=True,
    **described_mass.READ,
)
def read(request: HttpRequest, massandring: UUID, x_aktor: Actor = None) -> HttpResponse:
    """Vad det blev i stort. Kostar inget.

    What it came to on the whole. Free.
    """
    asker = asker_of(request, x_aktor)
    with acting_for(asker.organisation):
        told = mass_reads.one(asker.organisation, massandring)
    return wire.answer(change_shape(told), headers=NO_STORE)


@router.get(
    "/massandringar/{uuid:massandring}/rader",
    response={200: MassChangeRowsOut},
    by_alias=True,
    **described_mass.ROWS,
)
def rows(
    request: HttpRequest,
    massandring: UUID,
    x_aktor: Actor = None,
    efter: Annotated[str, Query(description=described.AFTER, max_length=100)] = "",
    sidstorlek: Annotated[int, Query(description=described.SIZE, ge=1, le=MOST)] = SIZE,
) -> HttpResponse:
    """Vad det blev av varje rad, i ordning. Kostar inget.

    What became of each row, in order. Free.
    """
    after = _row(efter)
    asker = asker_of(request, x_aktor)
    with acting_for(asker.organisation):
        mass_reads.one(asker.organisation, massandring)
        found = mass_reads.rows(asker.organisation, massandring, after=after, size=sidstorlek + 1)
    shown = found[:sidstorlek]
    following = str(shown[-1].line) if len(found) > sidstorlek else None
    return wire.answer(
        {"rader": [row_shape(one) for one in shown], "nasta": following}, headers=NO_STORE
    )


def _by_file(
    request: HttpRequest, said: MassFileIn, header: UUID | None
) -> tuple[Asker, MassChangeTold]:
    """Do what a file says; return for whom.

    Raises UnreadableFile, FileTooLarge, StorageFull, and what `filing.send` does.
    """
    caller = request.auth  # type: ignore[attr-defined]  # the door's
    actor = actor_named(caller, header=header, body=said.aktor)
    purpose = said.andamal or default_purpose(caller, actor)
    if purpose is None:
        raise InvalidRequest(variant="purpose", field="andamal")
    meant, call = said.meant(purpose=purpose), call_of(request)
    if meant.until:
        judging.hold_to_today(meant.until, today=clock.swedish_day(call.at))
    checked = checking.check(said.rows())
    asker = asker_for(caller, actor, scope=SCOPE)
    with room.for_a_file():
        return asker, filing.send(asker, meant, checked, call=call)


def _row(cursor: str) -> int:
    """Return the row that a cursor names, 0 for none. Raises InvalidRequest."""
    if not cursor:
        return 0
    if not (cursor.isascii() and cursor.isdigit()) or len(cursor) > ROW:
        raise InvalidRequest(
            faults=[Fault(pointer="/efter", felkod="markor", detail=sentence("markor"))]
        )
    return int(cursor)
