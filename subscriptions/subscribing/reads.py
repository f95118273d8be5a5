"""What the acting organisation subscribes to: lists, one, those of a person, and what a client reconciles with."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from lookups.answers.model import Klass
from subscriptions.subscribing.errors import SubscriptionNotThere
from subscriptions.subscribing.model import Groups, State, SubscriptionTold
from subscriptions.subscribing.models import Subscription

# A client computes the same of its own list: SHA-256 over the sorted lower-case ids with a line feed between.
_SUM = """
SELECT count(*),
  encode(sha256(convert_to(coalesce(string_agg(public::text, E'\\n' ORDER BY public::text COLLATE "C"), ''), 'UTF8')),
    'hex')
FROM subscribing_subscription WHERE organisation_id = %s AND ended_at IS NULL
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """How many active subscriptions there are, and the checksum of their ids."""

    count: int
    checksum: str  # SHA-256, hex


def one(organisation: int, public: UUID) -> SubscriptionTold:
    """Return one subscription. Raises SubscriptionNotThere."""
    row = Subscription.objects.filter(organisation_id=organisation, public=public).first()
    if row is None:
        raise SubscriptionNotThere
    return told(row)


def page(
    organisation: int,
    *,
    size: int,
    after: UUID | None = None,
    state: State | None = None,
    case: str = "",
) -> Sequence[SubscriptionTold]:
    """Return some subscriptions, newest first, after one. Raises SubscriptionNotThere where that one is not there."""
    rows = Subscription.objects.filter(organisation_id=organisation).order_by("-id")
    if after:
        last = rows.filter(public=after).values_list("pk", flat=True).first()
        if last is None:
            raise SubscriptionNotThere
        rows = rows.filter(pk__lt=last)
    if state:
        rows = rows.filter(ended_at__isnull=state is State.ACTIVE)
    if case:
        rows = rows.filter(case__iexact=case)
    return [told(row) for row in rows[:size]]


def of_person(organisation: int, number: str) -> Sequence[SubscriptionTold]:
    """Return the active subscriptions that follow a number, from the newest on."""
    return [told(row) for row in following(organisation, [number])]


def following(organisation: int, numbers: Sequence[str]) -> QuerySet[Subscription]:
    """Return the rows of the active subscriptions that follow some numbers."""
    return Subscription.objects.filter(
        organisation_id=organisation, ended_at=None, numbers__number__in=numbers
    )


def reconciled(organisation: int) -> Sum:
    """Return what a client holds its own list against."""
    with connection.cursor() as cursor:
        cursor.execute(_SUM, [organisation])
        count, checksum = cursor.fetchone() or (0, "")
    return Sum(count=count, checksum=checksum)


def told(row: Subscription) -> SubscriptionTold:
    """Return a row as it is told."""
    return SubscriptionTold(
        id=row.public,
        person=row.person,
        purpose=row.purpose,
        case=row.case,
        until=row.until,
        groups=_groups(row),
        kinds=None if row.kinds is None else frozenset(row.kinds),
        asker_name=row.asker_name,
        created_at=row.created_at,
        changed_at=row.changed_at,
        ended_at=row.ended_at,
        reason=row.end_reason,
    )


def _groups(row: Subscription) -> Groups | None:
    if row.groups is None:
        return None
    return {Klass(klass): frozenset(codes) for klass, codes in row.groups.items()}
