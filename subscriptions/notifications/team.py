"""What waits in an organisation, by who is responsible and how long it has waited; what closed accounts left behind.

For a local administrator; the connection acts for the organisation.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from lookups.mass import finished
from portal.access.models import User
from portal.access.reads import closed_members
from portal.clock import swedish_day
from portal.hours.walltime import whole_days
from portal.hours.working import working_days_before
from subscriptions.delivery.reads import own_receipts
from subscriptions.notifications import inbox, mass_queries
from subscriptions.notifications.models import Handover, Receipt
from subscriptions.subscribing.models import Subscription

NEAR_DAYS = 5  # working days
HANDOVERS = 10  # the last of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How much waits for one member, or for nobody, by how long."""

    user: int | None
    name: str = ""
    closed: bool = False
    today: int = 0
    near: int = 0  # up to five working days
    older: int = 0
    oldest: datetime | None = None

    @property
    def count(self) -> int:
        """Return how much waits."""
        return self.today + self.near + self.older


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What members with a closed account are responsible for: notifications that wait, mass queries, subscriptions."""

    notifications: int = 0
    queries: int = 0
    subscriptions: int = 0
    names: Sequence[str] = field(default=())

    def __bool__(self) -> bool:
        return bool(self.notifications or self.queries or self.subscriptions)


def waiting(organisation: int, *, at: datetime) -> Sequence[Waiting]:
    """Return what waits for each: most first, nobody's last."""
    day = swedish_day(at)
    near = whole_days(first := working_days_before(day, NEAR_DAYS), first).start
    bands = {"today": whole_days(day, day).start, "near": near}
    sums: dict[int | None, list[dict[str, Any]]] = defaultdict(list)
    notifications = inbox.waits_for(organisation).annotate(whose=inbox.WHOSE)
    for one in _banded(notifications, "whose", "made_at", bands):
        sums[one["whose"]].append(one)
    for one in _banded(mass_queries.waiting(), "responsible", "ended_at", bands):
        sums[one["responsible"]].append(one)
    names = {one.pk: str(one) for one in User.objects.filter(pk__in=[k for k in sums if k])}
    closed = {one.user for one in closed_members(organisation)}
    found = [
        Waiting(
            user=user,
            name=names.get(user or 0, ""),
            closed=user in closed,
            today=sum(one["today"] for one in each),
            near=sum(one["near"] for one in each),
            older=sum(one["older"] for one in each),
            oldest=min(one["oldest"] for one in each),
        )
        for user, each in sums.items()
    ]
    return sorted(found, key=lambda one: (one.user is None, -one.count, one.name))


def left_behind(organisation: int) -> Left:
    """Return what closed accounts are responsible for."""
    closed = {one.user: one.name for one in closed_members(organisation)}
    if not closed:
        return Left()
    return Left(
        notifications=inbox.waits_for(organisation)
        .annotate(whose=inbox.WHOSE)
        .filter(whose__in=closed)
        .count(),
        queries=finished.count_of(closed),
        subscriptions=Subscription.objects.filter(responsible__in=closed, ended_at=None).count(),
        names=sorted(closed.values()),
    )


def signs_of_life(organisation: int) -> Mapping[str, datetime]:
    """Return when each system client last acknowledged, by client id; the latest first."""
    last = dict(own_receipts(organisation))
    for client, at in Receipt.objects.filter(organisation=organisation).values_list("client", "at"):
        last[client] = max(at, last.get(client, at))
    return dict(sorted(last.items(), key=lambda one: one[1], reverse=True))


def handovers(organisation: int) -> Sequence[Handover]:
    """Return the last times that work was given on, the newest first."""
    return list(Handover.objects.filter(organisation=organisation)[:HANDOVERS])


def _banded(
    rows: QuerySet[Any], whose: str, since: str, bands: Mapping[str, datetime]
) -> QuerySet[Any, dict[str, Any]]:
    today, near = Q(**{f"{since}__gte": bands["today"]}), Q(**{f"{since}__gte": bands["near"]})
    found: QuerySet[Any, dict[str, Any]] = (
        rows.order_by()
        .values(whose)
        .annotate(
            today=Count("pk", filter=today),
            near=Count("pk", filter=near & ~today),
            older=Count("pk", filter=~near),
            oldest=Min(since),
        )
    )
    return found
