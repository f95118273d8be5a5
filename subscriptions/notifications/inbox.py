"""What waits for an organisation's members, notifications and finished mass queries, in the order asked for.

The connection acts for the organisation. A sign of life asks nothing of anybody, so it stands in no inbox; what has
been recalled was wrong, so it waits for nobody.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from heapq import merge
from itertools import islice
from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from portal.access.askers import Asker
from portal.hours.walltime import whole_days
from portal.tenants.scope import acting_for
from subscriptions.kinds import Kind
from subscriptions.notifications import apart, mass_queries
from subscriptions.notifications.errors import NotificationNotThere
from subscriptions.notifications.looking import MASS, Filter, Place
from subscriptions.notifications.mass_queries import MassEntry
from subscriptions.notifications.models import Notification

CHUNK = 1_000  # rows of one statement, where all are read


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
    said_anew: tuple[Kind, int] | None  # the recall or correction of it, with its number


Row = Entry | MassEntry


def unhandled(organisation: int, *, protected: bool = False) -> int:
    """Return how many notifications and finished mass queries wait for somebody to handle them, by one statement.

    `protected`: with the special right, as everywhere here; what is handled apart is there for that right alone.
    """
    notifications = (
        waits_for(organisation, protected=protected).annotate(one=Value(1)).values("one")
    )
    ended = mass_queries.waiting().annotate(one=Value(1)).values("one")
    return notifications.union(ended, all=True).count()


def waits_for(organisation: int, *, protected: bool = False) -> QuerySet[Notification]:
    """Return the notifications that wait; `WHOSE` says for whom."""
    return _all(organisation, protected=protected).filter(WAITS)


def waiting(asker: Asker) -> int:
    """Return what `unhandled` does, for a member who does not act for the organisation yet."""
    with acting_for(asker.organisation):
        return unhandled(asker.organisation, protected=asker.protected)


def page(asker: Asker, wanted: Filter, *, after: Place | None = None, size: int) -> Sequence[Row]:
    """Return what is looked for, that which waits first, from after a place on.

    Each of the two stands in its own order; between them goes by when it was told, or ended.
    """
    notifications = _page(asker, wanted, after=after, size=size)
    ended = mass_queries.page(asker, wanted, after=after.mass if after else None, size=size)
    return list(islice(_merged(notifications, ended, oldest=wanted.oldest), size))


def every(asker: Asker, wanted: Filter) -> Iterator[Row]:
    """Yield all that is looked for, some at a time; each time the connection acts anew."""
    place: Place | None = None
    while True:
        with acting_for(asker.organisation):
            found = page(asker, wanted, after=place, size=CHUNK)
        yield from found
        if len(found) < CHUNK:
            return
        place = place_of(found, after=place)


def place_of(shown: Sequence[Row], *, after: Place | None = None) -> Place:
    """Return where a list stopped that showed these rows from after a place on."""
    place = after or Place()
    for row in shown:
        if isinstance(row, Entry):
            place = replace(place, number=row.number, waiting=waits(row))
        else:
            place = replace(place, mass=mass_queries.place_of(row))
    return place


def waits(entry: Entry) -> bool:
    """Say whether a notification waits for somebody to handle it."""
    recalled = entry.said_anew is not None and entry.said_anew[0] is Kind.RECALL
    return entry.handled_at is None and not recalled


def one(organisation: int, public: UUID, *, protected: bool = False) -> Entry:
    """Return a notification. Raises NotificationNotThere."""
    row = _all(organisation, protected=protected).filter(public=public).first()
    if row is None:
        raise NotificationNotThere
    return _entry(row, _said_anew(organisation, [row.number]))


def beside(organisation: int, public: UUID, *, protected: bool = False) -> Sequence[UUID]:
    """Return the others that wait for the same person in the same case, oldest first; none where it has no case."""
    about = Notification.objects.filter(organisation=organisation, public=public).exclude(case="")
    return list(
        _all(organisation, protected=protected)
        .filter(WAITS, subscription__person__in=about.values("subscription__person"))
        .filter(case__in=about.values("case"))
        .exclude(public=public)
        .order_by("number")
        .values_list("public", flat=True)
    )


_RECALLED = Exists(
    Notification.objects.filter(
        organisation=OuterRef("organisation"), kind=Kind.RECALL, corrects=OuterRef("number")
    )
)
WAITS = (Q(care__isnull=True) | Q(care__handled_at__isnull=True)) & ~Q(_RECALLED)


# Who took it over, else who is responsible for the subscription.
WHOSE = Coalesce("care__responsible", "subscription__responsible")


def _all(organisation: int, *, protected: bool) -> QuerySet[Notification]:
    rows = apart.seen(Notification.objects.filter(organisation=organisation), protected=protected)
    return rows.exclude(kind=Kind.HEARTBEAT).select_related(
        "subscription__responsible", "subscription__user", "care__responsible"
    )


def _wanted(asker: Asker, wanted: Filter) -> QuerySet[Notification]:
    everything = _all(asker.organisation, protected=asker.protected)
    rows = everything.annotate(settled=Case(When(WAITS, Value(0)), default=Value(1)))
    if not wanted.handled:
        rows = rows.filter(WAITS)
    if wanted.case:
        rows = rows.filter(case__iexact=wanted.case)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.group:
        rows = rows.filter(groups__contains=[wanted.group])
    if wanted.since:
        rows = rows.filter(made_at__gte=whole_days(wanted.since, wanted.since).start)
    if wanted.until:
        rows = rows.filter(made_at__lt=whole_days(wanted.until, wanted.until).end)
    if wanted.mine:
        rows = rows.alias(whose=WHOSE).filter(whose=asker.user)
    if wanted.whose is not None:
        rows = rows.alias(whose=WHOSE).filter(
            Q(whose=wanted.whose) if wanted.whose else Q(whose__isnull=True)
        )
    return rows


def _page(asker: Asker, wanted: Filter, *, after: Place | None, size: int) -> Sequence[Entry]:
    if wanted.kind == MASS:
        return ()
    rows = _wanted(asker, wanted)
    if after is not None and after.number is not None:
        rows = rows.filter(_after(after, oldest=wanted.oldest))
    found = list(rows.order_by(F("settled").asc(), "number" if wanted.oldest else "-number")[:size])
    anew = _said_anew(asker.organisation, [one.number for one in found])
    return [_entry(one, anew) for one in found]


def _merged(
    notifications: Sequence[Entry], ended: Sequence[MassEntry], *, oldest: bool
) -> Iterator[Row]:
    sign = 1 if oldest else -1

    def place(row: Row) -> tuple[bool, float]:
        if isinstance(row, Entry):
            return not waits(row), sign * row.made_at.timestamp()
        return not row.waits, sign * row.ended_at.timestamp()

    return merge(notifications, ended, key=place)


def _after(place: Place, *, oldest: bool) -> Q:
    further = Q(number__gt=place.number) if oldest else Q(number__lt=place.number)
    return further & Q(settled=0) | Q(settled=1) if place.waiting else further & Q(settled=1)


def _said_anew(organisation: int, numbers: Collection[int]) -> Mapping[int, tuple[Kind, int]]:
    """Return which numbers have been recalled or corrected, each with what says so; a recall is the last word."""
    rows = Notification.objects.filter(
        organisation=organisation, kind__in=(Kind.CORRECTION, Kind.RECALL), corrects__in=numbers
    ).values_list("corrects", "kind", "number")
    in_order = sorted(rows, key=lambda row: (row[1] == Kind.RECALL, row[2]))
    return {about: (Kind(kind), number) for about, kind, number in in_order if about}


def _entry(row: Notification, anew: Mapping[int, tuple[Kind, int]]) -> Entry:
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
        case=row.case,
        purpose=about.purpose if about else "",
        person=about.person if about else "",
        responsible=str(whose) if whose else (about.asker_name if about else ""),
        responsible_user=whose.pk if whose else None,
        handled_at=care.handled_at if care else None,
        handled_by=care.handled_by if care else "",
        note=care.note if care else "",
        said_anew=anew.get(row.number),
    )
