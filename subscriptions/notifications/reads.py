"""What an organisation has been told: in number order, from a number on. The connection acts for the organisation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case, Min, Value, When

from subscriptions.kinds import Kind
from subscriptions.notifications.apart import APART
from subscriptions.notifications.models import Counter, Notification


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationTold:
    """A notification as pages and the API tell it."""

    number: int
    id: UUID
    subscription: UUID | None
    case: str
    made_at: datetime
    kind: Kind
    groups: Sequence[str]
    corrects: int | None
    reason: str
    acknowledged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some notifications; `last` is the organisation's last number, 0 before the first."""

    rows: Sequence[NotificationTold]
    last: int


def page(organisation: int, *, after: int | None, size: int, protected: bool = False) -> Page:
    """Return the notifications after a number; None: from the oldest that is not acknowledged.

    Without the special right (`protected`), what is handled apart names neither subscription nor case.
    """
    last = Counter.objects.filter(organisation=organisation).values_list("last", flat=True).first()
    rows = Notification.objects.filter(organisation=organisation)
    if after is None:
        first = rows.filter(acknowledged_at=None).aggregate(n=Min("number"))["n"]
        after = (first or (last or 0) + 1) - 1
    listed = rows.filter(number__gt=after).select_related("subscription").order_by("number")
    if not protected:
        listed = listed.annotate(
            apart=Case(When(APART, Value(value=True)), default=Value(value=False))
        )
    return Page(rows=[_told(one) for one in listed[:size]], last=last or 0)


def _told(row: Notification) -> NotificationTold:
    about = None if getattr(row, "apart", False) else row.subscription
    return NotificationTold(
        number=row.number,
        id=row.public,
        subscription=about.public if about else None,
        case=row.case if about else "",
        made_at=row.made_at,
        kind=Kind(row.kind),
        groups=row.groups,
        corrects=row.corrects,
        reason=row.reason,
        acknowledged=row.acknowledged_at is not None,
    )
