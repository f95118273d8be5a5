"""Changes many subscriptions in one sending, which is one question (R17): each row is judged by itself.

All is judged by set and committed at once with what became of each row (decision 0017).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

import msgspec
from django.db import connection

from portal import clock
from portal.access.askers import Asker
from portal.errors import InvalidRequest, Refusal
from portal.gates.services import Call, pass_service
from portal.organisations.errors import PurposeNotAgreed
from portal.organisations.models import Service
from portal.organisations.reads import PurposeTold
from portal.tenants.scope import acting_for
from subscriptions.subscribing import judging, keeping, mass_reads, placing, reads
from subscriptions.subscribing.errors import SubscriptionNotThere
from subscriptions.subscribing.failing import database
from subscriptions.subscribing.mass_model import MassChangeTold, RowTold, RowWanted
from subscriptions.subscribing.mass_models import Action, MassChange, Outcome
from subscriptions.subscribing.model import Agreed, SubscriptionTold, Wanted
from subscriptions.subscribing.models import End
from subscriptions.subscribing.placing import Placed

_ENDED = """
UPDATE subscribing_subscription SET ended_at = greatest(%s, created_at), end_reason = %s
WHERE organisation_id = %s AND public = ANY(%s) AND ended_at IS NULL
"""
_ROWS = """
INSERT INTO subscribing_masschangerow (organisation_id, change_id, line, public, outcome, pointer, code, detail,
  "column", own)
SELECT %s, %s, line, public, outcome, pointer, code, detail, "column", own FROM json_to_recordset(%s)
  AS r (line int, public uuid, outcome text, pointer text, code text, detail text, "column" text, own text)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sent:
    """What is judged: who sends, what may be subscribed for, when."""

    asker: Asker
    purposes: Mapping[str, PurposeTold]
    at: datetime


def change(
    asker: Asker, action: Action, rows: Sequence[RowWanted], *, call: Call
) -> MassChangeTold:
    """Do the same with many rows; what became of each can be read afterwards. Raises what `pass_service` refuses.

    Sent again it finds all done. TemporarilyUnavailable when the database does not answer: then nothing is changed.
    """
    return change_found(asker, action, lambda: rows, call=call)


def change_found(
    asker: Asker,
    action: Action,
    find: Callable[[], Sequence[RowWanted]],
    *,
    call: Call,
    public: UUID | None = None,
) -> MassChangeTold:
    """Do as `change` with rows that `find` finds among what is there, held against other changes meanwhile.

    `public` is the id that the change gets. What `find` raises undoes all, beside what `change` raises.
    """
    with (
        database(),
        pass_service(
            asker,
            Service.LEKA,
            well_put=lambda purposes: {one.code: one for one in purposes},
            call=call,
        ) as purposes,
        acting_for(asker.organisation, durable=True),
    ):
        placing.lock(asker.organisation)
        sent = _Sent(asker=asker, purposes=purposes, at=call.at)
        told = _DONE[action](sent, find())
        return mass_reads.told(_kept(sent, action, told, public=public or uuid4()))


def _register(sent: _Sent, rows: Sequence[RowWanted]) -> Sequence[RowTold]:
    return _placed(sent, rows, [row.wanted for row in rows], changed=Outcome.CHANGED)


def _renew(sent: _Sent, rows: Sequence[RowWanted]) -> Sequence[RowTold]:
    """Renew; none becomes shorter, as by file: one that lasts longer already stays as it is."""
    known = _known(sent, rows)
    wanted = [
        judging.renewed(known[row.public], until=_longer(row.until, known[row.public], at=sent.at))
        if row.public in known and row.until is not None
        else None
        for row in rows
    ]
    return _placed(sent, rows, wanted, changed=Outcome.RENEWED)


def _longer(until: date, known: SubscriptionTold, *, at: datetime) -> date:
    """Return the last day of one that is renewed; a day that is over stays, to be refused."""
    return until if until < clock.swedish_day(at) else max(until, known.until)


def _unregister(sent: _Sent, rows: Sequence[RowWanted]) -> Sequence[RowTold]:
    known = _known(sent, rows)
    with connection.cursor() as cursor:
        cursor.execute(_ENDED, [sent.at, End.UNREGISTERED, sent.asker.organisation, list(known)])
    return [
        _refused(row, row.refusal or SubscriptionNotThere())
        if row.refusal or row.public not in known
        else RowTold(line=row.line, public=row.public, outcome=Outcome.UNREGISTERED, own=row.own)
        for row in rows
    ]


_DONE: Mapping[Action, Callable[[_Sent, Sequence[RowWanted]], Sequence[RowTold]]] = {
    Action.REGISTER: _register,
    Action.RENEW: _renew,
    Action.UNREGISTER: _unregister,
}


def _known(sent: _Sent, rows: Sequence[RowWanted]) -> Mapping[UUID | None, SubscriptionTold]:
    ids = {row.public for row in rows if row.public}
    found = placing.rows_of(sent.asker.organisation, ids)
    return {public: reads.told(one) for public, one in found.items()}


def _placed(
    sent: _Sent,
    rows: Sequence[RowWanted],
    wanted: Sequence[Wanted | None],
    *,
    changed: Outcome,
) -> Sequence[RowTold]:
    """Place and write the rows that are well put; `changed` is said of one that was there and differs."""
    told: dict[int, RowTold] = {}
    good: list[tuple[RowWanted, UUID, Agreed]] = []
    for row, one in zip(rows, wanted, strict=True):
        try:
            if row.refusal or row.public is None or one is None:
                raise row.refusal or SubscriptionNotThere
            good.append((row, row.public, _agreed(sent, one)))
        except Refusal as refusal:
            told[row.line] = _refused(row, refusal)
    placed = placing.place(
        sent.asker.organisation, [(public, agreed) for _, public, agreed in good]
    )
    for (row, *_), done in zip(good, placed, strict=True):
        told[row.line] = (
            _refused(row, done.refusal)
            if done.refusal
            else RowTold(
                line=row.line, public=row.public, outcome=_outcome(done, changed), own=row.own
            )
        )
    keeping.write(sent.asker, [one for one in placed if not one.refusal], at=sent.at)
    return [told[row.line] for row in rows]


def _agreed(sent: _Sent, wanted: Wanted) -> Agreed:
    code = wanted.purpose or sent.asker.default_purpose
    if not code:
        raise InvalidRequest(variant="purpose", field="andamal")
    purpose = sent.purposes.get(code)
    if purpose is None:
        raise PurposeNotAgreed(field="andamal", tjanst=Service.LEKA.label)
    return judging.agreed(wanted, purpose, today=clock.swedish_day(sent.at))


def _outcome(one: Placed, changed: Outcome) -> Outcome:
    if one.row is None:
        return Outcome.REGISTERED
    return changed if keeping.differs(one.row, one.agreed) else Outcome.SAME


def _refused(row: RowWanted, refusal: Refusal) -> RowTold:
    """Return a row's no: the first fault of its form, else what it is refused with."""
    if isinstance(refusal, InvalidRequest):
        first = refusal.faults[0]
        pointer, code, detail = first.pointer, first.felkod, str(first.detail)
    else:
        pointer = f"/{refusal.field}" if refusal.field else ""
        code, detail = refusal.members().get("felkod", refusal.slug), refusal.detail
    return RowTold(
        line=row.line,
        public=row.public,
        outcome=Outcome.REFUSED,
        pointer=pointer,
        code=code,
        detail=detail,
        column=row.column,
        own=row.own,
    )


def _kept(sent: _Sent, action: Action, told: Sequence[RowTold], *, public: UUID) -> MassChange:
    made = MassChange.objects.create(
        id=public,
        organisation_id=sent.asker.organisation,
        user_id=sent.asker.user,
        client=sent.asker.client or "",
        asker_name=sent.asker.name,
        action=action,
        made_at=sent.at,
        rows=len(told),
        refused=sum(one.outcome is Outcome.REFUSED for one in told),
    )
    with connection.cursor() as cursor:
        cursor.execute(
            _ROWS, [sent.asker.organisation, made.pk, msgspec.json.encode(told).decode()]
        )
    return made
