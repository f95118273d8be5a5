"""Enters what is agreed, raises it for a time, frees a slot: each acts on the lane at once (R19).

The caller opens the scope that may (the administration's, or support's for raises and slots); what was entered is
never changed, only ended, and each row says who entered it and why.
"""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import QuerySet
from psycopg.types.range import TimestamptzRange

from portal.organisations.models import AgreedService
from portal.quotas.errors import NotRewritten
from portal.quotas.figures import Figures
from portal.quotas.models import Kind, Terms

FREE = """
UPDATE quotas_slot SET busy = false, free_at = quotas_clock() + pause
WHERE lane_id = %s AND n = %s AND seq = %s AND busy RETURNING n
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimates:
    """What an organisation expects to use: followed up, never refused by (R19)."""

    persons_per_day: int | None = None
    subscriptions: int | None = None
    members: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """Who enters terms, when and why."""

    by: str
    why: str
    at: datetime


def enter(
    agreed: AgreedService,
    figures: Figures,
    *,
    period: tuple[datetime, datetime | None],
    entered: Entered,
    estimates: Estimates | None = None,
) -> Terms:
    """Enter agreed figures from a moment on, to a moment or without an end; those that stand without an end, end there.

    Raises IntegrityError when others hold during the time.
    """
    begins, _ends = period
    with transaction.atomic():
        for terms in _standing(agreed, Kind.AGREED, begins).filter(period__endswith__isnull=True):
            end(terms, at=begins)
        told = asdict(figures) | asdict(estimates or Estimates())
        return _made(agreed, Kind.AGREED, period, entered, told)


def raise_for_a_time(
    agreed: AgreedService, figures: Figures, *, until: datetime, entered: Entered
) -> Terms:
    """Raise a lane's figures from now until a moment, when the agreed ones hold again by themselves.

    A raise that stands ends first. Raises ValueError for an end that is not ahead.
    """
    at = entered.at
    if until <= at:
        message = "a raise ends after it begins"
        raise ValueError(message)
    with transaction.atomic():
        for terms in _standing(agreed, Kind.RAISE, at).filter(period__endswith__gt=at):
            end(terms, at=at)
        return _made(agreed, Kind.RAISE, (at, until), entered, asdict(figures))


def end(terms: Terms, *, at: datetime) -> None:
    """End terms at a moment. Raises IntegrityError when they had not begun by then."""
    terms.period = TimestamptzRange(terms.period.lower, at)
    terms.save(update_fields=["period"])


def hold_to_history(stood: TimestamptzRange, moved: TimestamptzRange, *, at: datetime) -> None:
    """Let terms that stand be given another end, when neither the old one nor the new has been (R19).

    Raises NotRewritten for another beginning, and for an end moved from or to a time before `at`.
    """
    if moved.lower != stood.lower:
        raise NotRewritten(variant="beginning")
    ends = (one.upper for one in (stood, moved))
    if moved.upper != stood.upper and any(one is not None and one < at for one in ends):
        raise NotRewritten(variant="end")


def free_slot(*, lane: int, slot: int, number: int) -> bool:
    """Give back a slot whose question is stuck; False when that question holds it no more. Its answer cannot leave."""
    with connection.cursor() as cursor:
        cursor.execute(FREE, [lane, slot, number])
        return cursor.fetchone() is not None


def _standing(agreed: AgreedService, kind: Kind, at: datetime) -> QuerySet[Terms]:
    """Return what began before a moment, locked."""
    begun = Terms.objects.filter(agreed_service=agreed, kind=kind, period__startswith__lt=at)
    return begun.order_by("pk").select_for_update(of=("self",))


def _made(
    agreed: AgreedService,
    kind: Kind,
    period: tuple[datetime, datetime | None],
    entered: Entered,
    told: dict[str, int | None],
) -> Terms:
    return Terms.objects.create(
        organisation_id=agreed.organisation_id,
        agreed_service=agreed,
        kind=kind,
        period=TimestamptzRange(*period),
        why=entered.why,
        entered_by=entered.by,
        entered_at=entered.at,
        **told,
    )
