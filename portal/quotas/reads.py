"""A lane as it is now: what is left, who holds slots since when, when the next question can be asked; and its terms.

Counted by the database's clock from the rows that admit, so member, client and support read the same figures.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from portal.organisations.models import Service
from portal.quotas.counting import figures_of
from portal.quotas.figures import SECONDS, Figures, Limit
from portal.quotas.models import Kind, Terms

STATE = "SELECT * FROM quotas_state(%s, %s)"
WAITING = "SELECT wait_ms FROM quotas_waiting(%s, %s, %s)"
AGREED = """
SELECT s.service FROM organisations_agreedservice s JOIN organisations_agreement a ON a.id = s.agreement_id
WHERE s.organisation_id = %s AND a.period @> %s
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """A lane at a moment of the database's clock. `bound_by` is None and `wait_ms` 0 when a question can be asked.

    While answers are being made, `wait_ms` is the soonest that can succeed and `at_most_ms` the latest.
    """

    lane: int
    service: Service
    at: datetime
    figures: Figures
    used: Mapping[Limit, int]  # of each window, and slots held
    bound_by: Limit | None
    wait_ms: int
    at_most_ms: int

    @property
    def left(self) -> Mapping[Limit, int]:
        """Return what is left of each window and of the slots, never less than nothing."""
        return {limit: max(self.figures.of(limit) - used, 0) for limit, used in self.used.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A slot with a question in it: the number that frees it, since when, and when its lease ends."""

    slot: int
    number: int
    since: datetime
    leased_until: datetime
    request_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One entry of the terms' history: who entered what, for when and why, and what held just before it began."""

    service: Service
    kind: Kind
    begins: datetime
    ends: datetime | None
    before: Figures | None  # None: the usual figures
    after: Figures
    persons_per_day: int | None
    subscriptions: int | None
    members: int | None
    why: str
    by: str
    at: datetime


def live(organisation: int, service: Service) -> Live | None:
    """Return a lane as it is now; None where there is none. One statement, which needs no scope."""
    with connection.cursor() as cursor:
        cursor.execute(STATE, [organisation, service])
        row = cursor.fetchone()
    if row is None:
        return None
    lane, at, agreed, slots, pause, used, held, bound_by, wait_ms, at_most_ms = row
    return Live(
        lane=lane,
        service=service,
        at=at,
        figures=figures_of(agreed, slots, pause),
        used=dict(zip(SECONDS, used, strict=True)) | {Limit.CONCURRENT: held},
        bound_by=Limit(bound_by) if bound_by else None,
        wait_ms=wait_ms,
        at_most_ms=at_most_ms,
    )


def waiting(organisation: int, service: Service, *, member: int) -> int | None:
    """Return the milliseconds until a member's waiting page may ask, at the soonest; None when it waits no more."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING, [organisation, service, member])
        row = cursor.fetchone()
    return row[0] if row else None


def agreed_services(organisation: int, *, day: date) -> tuple[Service, ...]:
    """Return the services in force on a Swedish day. The connection must be acting for the organisation."""
    with connection.cursor() as cursor:
        cursor.execute(AGREED, [organisation, day])
        found = {row[0] for row in cursor.fetchall()}
    return tuple(one for one in Service if one in found)


def held(lane: int, *, at: datetime) -> tuple[Held, ...]:
    """Return the slots of a lane that are held at a moment of its clock (`Live.at`), longest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT s.n, s.seq, s.since, s.free_at - s.pause, a.request_id
            FROM quotas_slot s LEFT JOIN quotas_admission a ON a.lane_id = s.lane_id AND a.seq = s.seq
            WHERE s.lane_id = %s AND s.busy AND s.free_at - s.pause >= %s ORDER BY s.since
            """,
            [lane, at],
        )
        return tuple(
            Held(slot=n, number=seq, since=since, leased_until=until, request_id=request)
            for n, seq, since, until, request in cursor.fetchall()
        )


def history(organisation: int) -> tuple[Change, ...]:
    """Return what was entered for an organisation, the latest first. The scope is the caller's."""
    entered = list(
        Terms.objects.filter(organisation=organisation)
        .select_related("agreed_service")
        .order_by("-entered_at", "-pk")
    )
    return tuple(
        Change(
            service=Service(one.agreed_service.service),
            kind=Kind(one.kind),
            begins=one.period.lower,
            ends=one.period.upper,
            before=_before(one, entered),
            after=one.figures,
            persons_per_day=one.persons_per_day,
            subscriptions=one.subscriptions,
            members=one.members,
            why=one.why,
            by=one.entered_by,
            at=one.entered_at,
        )
        for one in entered
    )


def _before(terms: Terms, entered: list[Terms]) -> Figures | None:
    """Return the agreed figures that held until the terms began; those of a raise go on under it."""
    begins = terms.period.lower
    held = [
        one.figures
        for one in entered
        if one.pk != terms.pk
        and one.kind == Kind.AGREED
        and one.agreed_service_id == terms.agreed_service_id
        and one.period.lower < begins
        and (one.period.upper is None or one.period.upper >= begins)
    ]
    return held[0] if held else None
