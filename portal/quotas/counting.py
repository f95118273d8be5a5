"""How the database counts: one statement admits, one ends, one writes a refusal, each committed by itself.

Any doubt is a CountNotKept, and nobody is let in.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connections

from portal.organisations.models import Service
from portal.quotas.errors import CountNotKept
from portal.quotas.figures import Figures, Limit
from portal.tenants.roles import ALIAS

ADMIT = "SELECT * FROM quotas_admit(%s, %s, %s, %s, %s, %s, %s, %s)"
LINE_UP = "SELECT * FROM quotas_line_up(%s, %s, %s, %s, %s)"
LEAVE = "SELECT quotas_leave(%s, %s)"
STOP = "SELECT quotas_stop(%s, %s, %s)"
ENDED = "SELECT quotas_ended(%s, %s, %s::smallint, %s)"
REFUSE = "SELECT quotas_refuse(%s, %s, %s, %s, %s, %s, %s, %s)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Whose question it is, of which service, and by which way it came: what use is counted by."""

    organisation: int
    service: Service
    channel: str
    client: str
    version: str
    request_id: UUID
    member: int | None = None  # whose page it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """A question that was let in, in a slot of a lane; the number is the token that ends it."""

    organisation: int
    lane: int
    slot: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAdmitted:
    """A question that a limit refused, and the soonest that can succeed."""

    lane: int
    limit: Limit
    wait_ms: int
    figures: Figures
    ahead: int | None  # pages that go before; None: the ticket is gone


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page's place in the line of its lane, and how long until its turn at the soonest."""

    ticket: int
    wait_ms: int


def admit(
    question: Question, *, lease: timedelta, ticket: int | None = None
) -> Admitted | NotAdmitted:
    """Admit now, or say what binds; while pages wait, only the first of them with its ticket. Raises CountNotKept."""
    told = [
        question.organisation,
        question.service,
        lease,
        question.channel,
        question.client,
        question.version,
        question.request_id,
        ticket,
    ]
    lane, number, slot, _at, bound_by, wait_ms, agreed, slots, pause, ahead = _row(ADMIT, told)
    if number is not None:
        return Admitted(organisation=question.organisation, lane=lane, slot=slot, number=number)
    return NotAdmitted(
        lane=lane,
        limit=Limit(bound_by),
        wait_ms=wait_ms,
        figures=figures_of(agreed, slots, pause),
        ahead=ahead,
    )


def line_up(question: Question, refused: NotAdmitted, *, patience: timedelta) -> Place | None:
    """Take the last place in the line, with a lease as long as the patience; None when the turn cannot come in it.

    Raises CountNotKept.
    """
    told = [question.organisation, refused.lane, question.member, question.request_id, patience]
    ticket, wait_ms = _row(LINE_UP, told)
    return None if ticket is None else Place(ticket=ticket, wait_ms=wait_ms)


def leave(question: Question, place: Place) -> None:
    """Give a place in the line up. Raises CountNotKept."""
    _row(LEAVE, [question.organisation, place.ticket])


def stop(organisation: int, service: Service, *, member: int) -> bool:
    """Take a member's pages out of the line; False when none stood there. Raises CountNotKept."""
    return _row(STOP, [organisation, service, member])[0] is True


def ended(admitted: Admitted) -> bool:
    """Give the slot back; False when it was another's by then. Raises CountNotKept."""
    told = [admitted.organisation, admitted.lane, admitted.slot, admitted.number]
    return _row(ENDED, told)[0] is not None


def write_refusal(question: Question, refused: NotAdmitted) -> None:
    """Keep a refusal with its limit and wait. Raises CountNotKept."""
    told = [
        question.organisation,
        refused.lane,
        refused.limit,
        refused.wait_ms,
        question.channel,
        question.client,
        question.version,
        question.request_id,
    ]
    _row(REFUSE, told)


def figures_of(agreed: list[int], slots: int, pause: timedelta) -> Figures:
    """Return a lane's figures."""
    second, minute, hour = agreed
    return Figures(
        per_second=second,
        per_minute=minute,
        per_hour=hour,
        pause_ms=pause // timedelta(milliseconds=1),
        concurrency=slots,
    )


def _row(sql: str, told: list[Any]) -> tuple[Any, ...]:
    connection = connections[ALIAS]
    # Inside the asker's transaction the lane would stay locked until its end, and a rollback would take the count back.
    if any(not one._from_testcase for one in connection.atomic_blocks):  # type: ignore[attr-defined]  # noqa: SLF001
        raise CountNotKept
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql, told)
            row: tuple[Any, ...] = cursor.fetchone()
    except DatabaseError as fault:
        raise CountNotKept from fault
    return row
