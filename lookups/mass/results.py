"""Reads the answers of a mass query: the first reading is the delivery of what was logged, each later one is logged.

Each is judged as things are now: rights, agreement, and protection that has come since (promise 1, R15).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import DatabaseError
from django.db.models import Min, QuerySet

from lookups.answers.model import Answer, Protection, Result
from lookups.mass import reads
from lookups.mass.errors import MassQueryNotThere
from lookups.mass.models import MassAnswer, MassPart, MassQuery
from lookups.mass.packing import open_answer
from lookups.mass.states import WITH_WORK, State
from lookups.mass.working import person_key
from lookups.online.model import Told
from lookups.registers import reads as registers
from portal.access.askers import Asker
from portal.access.errors import NoSuchRight
from portal.audit import services as audit
from portal.errors import TemporarilyUnavailable
from portal.gates import services as gates
from portal.gates.services import Call, pass_gates
from portal.organisations.models import Service
from portal.tenants.scope import acting_for


@dataclass(frozen=True, slots=True, kw_only=True)
class RowTold:
    """The answer of one row as its reader may see it now; `special`: it stands in the list of its own."""

    line: int
    own: str
    case: str
    same_as: int | None
    kind: MassAnswer.Kind  # never SAME: what the person's own row came to
    told: Told

    @property
    def special(self) -> bool:
        """Say whether it is handled separately."""
        return self.kind is MassAnswer.Kind.SPECIAL

    @property
    def withheld(self) -> bool:
        """Say whether nothing is told of the person here."""
        outcomes = self.told.answer.outcomes
        return bool(outcomes) and all(one.result is Result.WITHHELD for one in outcomes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Which answers are read: after a row, so many, of one person alone (12 digits) or of those set apart."""

    after: int = 0
    size: int
    number: str = ""
    special: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A page of answers. `after`: the row to read on from, None when no more will come; `waits`: none is there yet."""

    rows: Sequence[RowTold]
    after: int | None
    waits: bool
    kept_until: datetime | None = None
    for_fees: bool = False  # asked for the sake of care fees


def read(asker: Asker, query: UUID, page: Page, *, call: Call) -> Sequence[RowTold]:
    """Return the rows of `read_on`."""
    return read_on(asker, query, page, call=call).rows


def read_on(asker: Asker, query: UUID, page: Page, *, call: Call) -> Read:
    """Return a page of answers in row order, and where to read on. It counts as a question (R18).

    A page may hold fewer rows than asked for before the last one: a row whose person got no answer is left out.
    Raises MassQueryNotThere, ResultGone, NoSuchRight for those set apart, and what `pass_gates` refuses.
    """
    if page.special and not asker.protected:
        raise NoSuchRight
    purpose = purpose_of(asker, query, at=call.at)
    try:
        with (
            pass_gates(
                asker,
                Service.MASS,
                purpose=purpose,
                well_put=lambda _agreed: None,
                call=call,
            ) as passed,
            acting_for(asker.organisation, durable=True),
        ):
            running = first_unasked(query) is not None  # seen before the rows are: none is missed
            rows = so_far(query).filter(line__gt=page.after).order_by("line")
            if page.number:
                rows = rows.filter(person=person_key(page.number))
            if page.special:
                rows = rows.filter(kind=MassAnswer.Kind.SPECIAL)
            listed = list(rows[: page.size + 1])
            more, listed = len(listed) > page.size, listed[: page.size]
            last = listed[-1].line if listed else page.after
            return Read(
                rows=tell(asker, listed, call=call),
                after=last if more or running else None,
                waits=running and not more,
                kept_until=MassQuery.objects.values_list("kept_until", flat=True).get(pk=query),
                for_fees=passed.purpose.care_fees,
            )
    except DatabaseError as fault:
        raise TemporarilyUnavailable from fault


def purpose_of(asker: Asker, query: UUID, *, at: datetime) -> str:
    """Return the purpose of a query whose answers can be read. Raises MassQueryNotThere, ResultGone."""
    with acting_for(asker.organisation):
        row = MassQuery.objects.filter(pk=query, sent_at__isnull=False).first()
    if row is None or reads.is_gone(row, at=at):
        gates.agreed_purposes(asker, Service.MASS, at=at)  # who may not ask is told that first
    if row is None:
        raise MassQueryNotThere
    reads.hold_to_kept(row, at=at)
    return row.purpose


def so_far(query: UUID) -> QuerySet[MassAnswer]:
    """Return the answers before the first row yet to be asked: who reads on from a row misses none that comes later."""
    rows = MassAnswer.objects.filter(query_id=query)
    first = first_unasked(query)
    return rows if first is None else rows.filter(line__lt=first)


def first_unasked(query: UUID) -> int | None:
    """Return the first row yet to be asked; None when all have been, or no more will be."""
    waiting = MassPart.objects.filter(
        query_id=query, asked_at=None, query__state__in=[*WITH_WORK, State.PAUSED]
    )
    first: int | None = waiting.aggregate(first=Min("first"))["first"]
    return first


def tell(asker: Asker, rows: Iterable[MassAnswer], *, call: Call) -> Sequence[RowTold]:
    """Return the rows as the asker may see them now, logged; the caller's transaction commits before they leave.

    The connection acts for the asker's organisation.
    """
    listed = list(rows)
    own = _own(listed)
    told = {row.line: open_answer(row.sealed or b"") for row in own.values()}
    hidden = _hidden_now(asker, told, call)
    _log(own.values(), hidden, call=call)
    shown = {line: _withheld(one) if line in hidden else one for line, one in told.items()}
    return [
        _row(row, own[row.same_as or row.line], shown)
        for row in listed
        if (row.same_as or row.line) in own  # the first of its persons may have got no answer
    ]


def _row(row: MassAnswer, own: MassAnswer, shown: Mapping[int, Told]) -> RowTold:
    return RowTold(
        line=row.line,
        own=row.own,
        case=row.case,
        same_as=row.same_as,
        kind=MassAnswer.Kind(own.kind),
        told=shown[own.line],
    )


def _own(listed: Sequence[MassAnswer]) -> dict[int, MassAnswer]:
    """Return the rows that hold an answer, by line, those too that others of the page point to."""
    own = {row.line: row for row in listed if row.same_as is None}
    wanted = {row.same_as for row in listed if row.same_as and row.same_as not in own}
    if wanted:
        more = MassAnswer.objects.filter(query_id=listed[0].query_id, line__in=wanted)
        own |= {row.line: row for row in more}
    return own


def _hidden_now(asker: Asker, told: Mapping[int, Told], call: Call) -> frozenset[int]:
    """Return the lines whose answers must be withheld: right or protection have changed since they were given."""
    numbers = {one.answer.number for one in told.values()}
    named = {other.number for one in told.values() for other in one.answer.named}
    guarded = registers.guarded(asker, numbers, at=call.at) if numbers else {}
    related: Mapping[str, bool] | None = {}
    if named:
        related = registers.protected_among(asker, named, at=call.at, service=Service.MASS)
    return frozenset(
        line for line, one in told.items() if _hidden(asker, one.answer, guarded, related)
    )


def _hidden(
    asker: Asker,
    answer: Answer,
    guarded: Mapping[str, Protection],
    related: Mapping[str, bool] | None,
) -> bool:
    if answer.notice:
        return not asker.protected
    if any(one.result is Result.GIVEN for one in answer.outcomes):
        now = guarded.get(answer.number, Protection.UNKNOWN)
        if now not in {Protection.NONE, answer.protection}:
            return True
    if not answer.named:
        return False
    return related is None or any(related.get(one.number, True) for one in answer.named)


def _withheld(told: Told) -> Told:
    """Return an answer that tells nothing, in the words of every case handled by hand."""
    return replace(
        told,
        answer=replace(
            told.answer,
            present=None,
            outcomes=tuple(
                replace(one, result=Result.WITHHELD, reason=None) for one in told.answer.outcomes
            ),
            protection=Protection.NONE,
            protection_kind=None,
            notice=False,
            person=None,
            decisions=(),
            claims=(),
            payments=(),
            other=(),
            named=(),
        ),
    )


def _log(own: Iterable[MassAnswer], hidden: Collection[int], *, call: Call) -> None:
    """Note the delivery of what is read for the first time, and log the reading again of the rest."""
    shown = [row for row in own if row.line not in hidden]
    again = [row.disclosure for row in shown if row.delivered_at and row.disclosure]
    first = [row.pk for row in shown if row.delivered_at is None]
    if again:
        audit.disclose_all_again(again, at=call.at, request_id=call.request_id)
    if first:
        MassAnswer.objects.filter(pk__in=first).update(delivered_at=call.at)
