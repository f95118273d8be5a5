"""Finished mass queries in the inbox: each waits until who is responsible has opened it, or anybody has handled it.

The connection acts for the organisation. What was done before a query's last end is of an earlier end, and past.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When

from lookups.mass import finished, reads
from lookups.mass.errors import MassQueryNotThere
from lookups.mass.model import QueryTold
from lookups.mass.models import MassQuery
from portal.access.askers import Asker
from portal.hours.walltime import whole_days
from portal.identity import find_identity_in
from subscriptions.notifications.looking import MASS, Ended, Filter
from subscriptions.notifications.models import MassCare


@dataclass(frozen=True, slots=True, kw_only=True)
class MassEntry:
    """A finished mass query with what has been done with it since it ended."""

    query: QueryTold
    name: str
    ended_at: datetime
    opened_at: datetime | None
    handled_at: datetime | None
    handled_by: str
    note: str

    @property
    def id(self) -> UUID:
        """Return the mass query's id."""
        return self.query.id

    @property
    def waits(self) -> bool:
        """Say whether it waits for somebody."""
        return self.opened_at is None and self.handled_at is None


def waiting() -> QuerySet[MassQuery]:
    """Return the queries that wait."""
    return finished.rows().filter(WAITS)


def page(asker: Asker, wanted: Filter, *, after: Ended | None, size: int) -> Sequence[MassEntry]:
    """Return the queries that are looked for, those that wait first, from after a place on."""
    if wanted.kind not in {"", MASS} or wanted.group:  # no benefit has changed
        return ()
    rows = _wanted(asker, wanted)
    if after is not None:
        rows = rows.filter(_after(after, oldest=wanted.oldest))
    order = ("ended_at", "id") if wanted.oldest else ("-ended_at", "-id")
    return _entries(list(rows.order_by(F("settled").asc(), *order)[:size]))


def place_of(entry: MassEntry) -> Ended:
    """Return where a query stands in the list."""
    return Ended(at=entry.ended_at, query=entry.id, waiting=entry.waits)


def one(query: UUID) -> MassEntry:
    """Return a query. Raises MassQueryNotThere for one that is not finished, or not the organisation's."""
    found = _entries(list(finished.rows().filter(pk=query)))
    if not found:
        raise MassQueryNotThere
    return found[0]


_SETTLED = MassCare.objects.filter(
    Q(handled_at__gte=OuterRef("ended_at")) | Q(opened_at__gte=OuterRef("ended_at")),
    query=OuterRef("pk"),
)
WAITS = ~Q(Exists(_SETTLED))


def _wanted(asker: Asker, wanted: Filter) -> QuerySet[MassQuery]:
    rows = finished.rows().annotate(settled=Case(When(WAITS, Value(0)), default=Value(1)))
    if not wanted.handled:
        rows = rows.filter(WAITS)
    if wanted.case:
        rows = rows.filter(case__iexact=wanted.case)
    if wanted.since:
        rows = rows.filter(ended_at__gte=whole_days(wanted.since, wanted.since).start)
    if wanted.until:
        rows = rows.filter(ended_at__lt=whole_days(wanted.until, wanted.until).end)
    if wanted.mine:
        rows = rows.filter(responsible=asker.user)
    if wanted.whose is not None:  # what nobody is responsible for is no member's to see
        rows = rows.filter(responsible=wanted.whose)
    return rows


def _after(place: Ended, *, oldest: bool) -> Q:
    further = (
        Q(ended_at__gt=place.at) | Q(ended_at=place.at, pk__gt=place.query)
        if oldest
        else Q(ended_at__lt=place.at) | Q(ended_at=place.at, pk__lt=place.query)
    )
    return further & Q(settled=0) | Q(settled=1) if place.waiting else further & Q(settled=1)


def _entries(rows: Sequence[MassQuery]) -> Sequence[MassEntry]:
    cares = MassCare.objects.in_bulk([row.pk for row in rows])
    return [_entry(row, cares.get(row.pk)) for row in rows]


def _entry(row: MassQuery, care: MassCare | None) -> MassEntry:
    ended = row.ended_at or row.created_at  # for the type: it has ended
    handled = care.handled_at if care and care.handled_at and care.handled_at >= ended else None
    opened = care.opened_at if care and care.opened_at and care.opened_at >= ended else None
    return MassEntry(
        query=reads.told_of(row),
        # A file may be named after its person.
        name=row.name
        if row.name and not find_identity_in(row.name)
        else reads.day_and_time(row.created_at),
        ended_at=ended,
        opened_at=opened,
        handled_at=handled,
        handled_by=care.handled_by if care and handled else "",
        note=care.note if care else "",
    )
