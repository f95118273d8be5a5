"""The organisation's notifications as its members take care of them: unhandled first, newest first.

The connection acts for the organisation. A sign of life asks nothing of anybody, so it stands in no inbox.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from portal.access.askers import Asker
from portal.tenants.scope import acting_for
from subscriptions.notifications.errors import NotificationNotThere
from subscriptions.notifications.kinds import Kind
from subscriptions.notifications.models import Notification


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which notifications are looked for; "" and False are what was not said."""

    handled: bool = False  # those that are handled, too
    case: str = ""
    kind: str = ""
    mine: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A notification with who takes care of it; `person` is what the subscription was registered on."""

    number: int
    id: UUID
    kind: Kind
    groups: Sequence[str]
    made_at: datetime
    corrects: int | None
    reason: str
    case: str
    purpose: str
    person: str
    responsible: str
    responsible_user: int | None
    handled_at: datetime | None
    handled_by: str
    note: str


def unhandled(organisation: int) -> int:
    """Return how many notifications wait for somebody to handle them."""
    return _all(organisation).filter(_UNHANDLED).count()


def waiting(organisation: int) -> int:
    """Return what `unhandled` does, for whoever does not act for the organisation yet."""
    with acting_for(organisation):
        return unhandled(organisation)


def page(asker: Asker, wanted: Filter, *, before: int | None = None, size: int) -> Sequence[Entry]:
    """Return the newest notifications that are looked for, from before a number on."""
    rows = _all(asker.organisation)
    if not wanted.handled:
        rows = rows.filter(_UNHANDLED)
    if wanted.case:
        rows = rows.filter(subscription__case__iexact=wanted.case)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.mine:
        rows = rows.filter(_responsible(asker.user))
    if before is not None:
        rows = rows.filter(number__lt=before)
    return [_entry(one) for one in rows.order_by("-number")[:size]]


def one(organisation: int, public: UUID) -> Entry:
    """Return a notification. Raises NotificationNotThere."""
    row = _all(organisation).filter(public=public).first()
    if row is None:
        raise NotificationNotThere
    return _entry(row)


_UNHANDLED = Q(care__isnull=True) | Q(care__handled_at__isnull=True)


def _all(organisation: int) -> QuerySet[Notification]:
    return (
        Notification.objects.filter(organisation=organisation)
        .exclude(kind=Kind.HEARTBEAT)
        .select_related("subscription__responsible", "subscription__user", "care__responsible")
    )


def _responsible(user: int | None) -> Q:
    """Whose it is: who took it over, else who is responsible for the subscription."""
    nobodys = Q(care__isnull=True) | Q(care__responsible__isnull=True)
    return Q(care__responsible=user) | nobodys & Q(subscription__responsible=user)


def _entry(row: Notification) -> Entry:
    care = getattr(row, "care", None)
    about = row.subscription
    whose = (care.responsible if care else None) or (about.responsible if about else None)
    return Entry(
        number=row.number,
        id=row.public,
        kind=Kind(row.kind),
        groups=row.groups,
        made_at=row.made_at,
        corrects=row.corrects,
        reason=row.reason,
        case=about.case if about else "",
        purpose=about.purpose if about else "",
        person=about.person if about else "",
        responsible=str(whose) if whose else (about.asker_name if about else ""),
        responsible_user=whose.pk if whose else None,
        handled_at=care.handled_at if care else None,
        handled_by=care.handled_by if care else "",
        note=care.note if care else "",
    )
