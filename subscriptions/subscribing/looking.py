"""What is looked for among an organisation's subscriptions: by how they stand, by case, by who is responsible."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import Q, QuerySet

from portal.clock import swedish_day
from subscriptions.subscribing import reads
from subscriptions.subscribing.errors import SubscriptionNotThere
from subscriptions.subscribing.model import SubscriptionTold
from subscriptions.subscribing.models import Subscription

SOON = 30  # days before the end, when it is told
UNUSED = 90  # days since it was registered


class Which(StrEnum):
    """How the subscriptions stand; the values are the address's."""

    ACTIVE = "aktiva"
    ENDING = "slutar"  # active ones whose last day comes within SOON days
    # Active ones, registered more than UNUSED days ago, that have told of something which is still kept, and of which
    # no notification was ever marked as handled.
    UNUSED = "oanvanda"
    ENDED = "avslutade"
    ALL = "alla"


# Where whoever looks is meant to decide: does the case go on?
DECIDED = frozenset({Which.ENDING, Which.UNUSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What is looked for."""

    which: Which = Which.ACTIVE
    case: str = ""  # spaces collapsed; capitals or not is the same
    responsible: int | None = None  # an account


def found(organisation: int, looked: Looked, *, at: datetime) -> QuerySet[Subscription]:
    """Return the rows of what is looked for, newest first; those about to end, soonest first."""
    rows = Subscription.objects.filter(organisation_id=organisation)
    if looked.case:
        rows = rows.filter(case__iexact=looked.case)
    if looked.responsible is not None:
        rows = rows.filter(responsible_id=looked.responsible)
    match looked.which:
        case Which.ACTIVE:
            rows = rows.filter(ended_at=None)
        case Which.ENDING:
            soon = swedish_day(at) + timedelta(days=SOON)
            return rows.filter(ended_at=None, until__lte=soon).order_by("until", "id")
        case Which.UNUSED:
            told = Subscription.objects.filter(
                organisation_id=organisation, notifications__isnull=False
            )
            rows = rows.filter(
                ended_at=None,
                acted_at=None,
                created_at__lt=at - timedelta(days=UNUSED),
                pk__in=told.values("pk"),
            )
        case Which.ENDED:
            rows = rows.filter(ended_at__isnull=False)
        case Which.ALL:
            pass
    return rows.order_by("-id")


def page(
    organisation: int, looked: Looked, *, at: datetime, size: int, after: UUID | None = None
) -> Sequence[SubscriptionTold]:
    """Return some of what is looked for, after one. Raises SubscriptionNotThere where that one is not there."""
    rows = found(organisation, looked, at=at)
    if after:
        last = Subscription.objects.filter(organisation_id=organisation, public=after).first()
        if last is None:
            raise SubscriptionNotThere
        if looked.which is Which.ENDING:
            rows = rows.filter(Q(until__gt=last.until) | Q(until=last.until, pk__gt=last.pk))
        else:
            rows = rows.filter(pk__lt=last.pk)
    return [reads.told(row) for row in rows[:size]]


def count(organisation: int, looked: Looked, *, at: datetime) -> int:
    """Return how many there are of what is looked for."""
    return found(organisation, looked, at=at).count()
