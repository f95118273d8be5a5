"""Availability: of the agreed minutes that were checked, how many were good (docs/operations.md). Pure.

A minute is agreed when its first moment lies within the hours and in no planned window that closes the service.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_FLOOR, Decimal

from portal.clock import swedish_day
from portal.hours import services as hours
from portal.hours.model import Interval
from portal.hours.walltime import whole_days
from portal.organisations.models import Service
from portal.status import reads
from portal.status.model import Board, Counted, Level, Part, Window

DAYS = 90  # with today
MINUTE = timedelta(minutes=1)
STEP = timedelta(minutes=5)  # today is told in such steps: what caches hold stays good for as long
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FINEST = Decimal("0.0001")


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """A Swedish day's minutes: agreed, and of them good and bad; and when the others were."""

    day: date
    agreed: int
    good: int
    bad: int
    bad_times: tuple[Interval, ...]
    unknown_times: tuple[Interval, ...]

    @property
    def unknown(self) -> int:
        """Return the minutes of which nothing is known."""
        return self.agreed - self.good - self.bad


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability:
    """A service's days from the first that was checked, at most 90, with today's passed minutes."""

    service: Service
    days: tuple[DayCount, ...]

    @property
    def agreed(self) -> int:
        """Return the agreed minutes."""
        return sum(one.agreed for one in self.days)

    @property
    def good(self) -> int:
        """Return the minutes found good."""
        return sum(one.good for one in self.days)

    @property
    def bad(self) -> int:
        """Return the minutes found bad."""
        return sum(one.bad for one in self.days)

    @property
    def unknown(self) -> int:
        """Return the minutes of which nothing is known."""
        return self.agreed - self.good - self.bad

    @property
    def share(self) -> Decimal | None:
        """Return the share of the checked minutes that were good, rounded down; None when none was checked."""
        return _share(self.good, self.good + self.bad)

    @property
    def least(self) -> Decimal | None:
        """Return the share as if every unknown minute had been bad; None when none was agreed."""
        return _share(self.good, self.agreed)


def of(board: Board, service: Service, *, at: datetime) -> Availability:
    """Return a service's availability at a moment. What nobody has counted yet is unknown once its time is out."""
    counted = {one.day: one for one in board.days if one.service == service}
    if not counted:
        return Availability(service=service, days=())
    until = floor(at - MINUTE, STEP)  # the minute that runs may still be checked
    last = max(swedish_day(until), *counted)
    first = max(min(counted), last - timedelta(days=DAYS - 1))
    days = tuple(first + timedelta(days=one) for one in range((last - first).days + 1))
    return Availability(
        service=service,
        days=tuple(_day(board, service, day, counted.get(day), until=until) for day in days),
    )


def _day(
    board: Board, service: Service, day: date, counted: Counted | None, *, until: datetime
) -> DayCount:
    whole = whole_days(day, day)
    start = counted.counted_to if counted else whole.start
    missing = agreed(board, service, start, min(until, whole.end))
    return DayCount(
        day=day,
        agreed=minutes(missing) + (counted.agreed if counted else 0),
        good=counted.good if counted else 0,
        bad=counted.bad if counted else 0,
        bad_times=_intervals(counted.bad_times if counted else ()),
        unknown_times=(*_intervals(counted.unknown_times if counted else ()), *missing),
    )


def _intervals(times: Iterable[tuple[datetime, datetime]]) -> tuple[Interval, ...]:
    return tuple(Interval(start, end) for start, end in times)


def agreed(board: Board, service: Service, start: datetime, end: datetime) -> tuple[Interval, ...]:
    """Return when a service was to be open from a moment to another: its hours without planned windows."""
    if start >= end:
        return ()
    opened = hours.openings(
        reads.KINDS[service], swedish_day(start), swedish_day(end), reads.other_hours(board)
    )
    left: Iterable[Interval] = (
        Interval(max(one.start, start), min(one.end, end)) for one in opened
    )
    for one in board.windows:
        if closes_all(one, service):
            left = _without(left, Interval(_known_from(one), min(one.over_at, one.ends_at)))
    return tuple(one for one in left if one.start < one.end)


def closes_all(one: Window, service: str) -> bool:
    """Say whether a window is planned to close the whole of a service, and was not cancelled."""
    whole = not one.parts or set(one.parts) == set(Part)
    return one.level is Level.CLOSED and whole and service in one.services and not one.cancelled_at


def _known_from(one: Window) -> datetime:
    """Return from when a window was planned: what is put in or brought forward afterwards excuses nothing."""
    brought_forward = (min(move.moved_at, move.starts_at) for move in one.moves)
    return max(one.starts_at, one.planned_at, *brought_forward)


def _without(intervals: Iterable[Interval], cut: Interval) -> Iterator[Interval]:
    for one in intervals:
        if cut.start >= cut.end or cut.end <= one.start or one.end <= cut.start:
            yield one
            continue
        yield Interval(one.start, max(one.start, cut.start))
        yield Interval(min(one.end, cut.end), one.end)


def minutes(intervals: Sequence[Interval]) -> int:
    """Return how many minutes begin in some intervals that are apart.

    >>> noon = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
    >>> minutes([Interval(noon, noon + MINUTE), Interval(noon + MINUTE * 1.5, noon + MINUTE * 3.5)])
    3
    """
    return sum((_ceiling(one.end) - _ceiling(one.start)) // MINUTE for one in intervals)


def floor(at: datetime, step: timedelta = MINUTE) -> datetime:
    """Return the last whole multiple of a step up to a moment."""
    return at - (at - _EPOCH) % step


def _ceiling(at: datetime) -> datetime:
    return at + (_EPOCH - at) % MINUTE


def _share(part: int, whole: int) -> Decimal | None:
    """Return a share, rounded down so that one is said of what is whole alone."""
    return (Decimal(part) / whole).quantize(_FINEST, ROUND_FLOOR) if whole else None
