"""Open or not, why, since, until and when next, for any aware moment (R12-R16); deviations win over the tables.

Where two deviations meet, what both allow holds, as between the tables' own rows.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import chain, islice, pairwise

from portal.clock import swedish_day
from portal.hours import calendar
from portal.hours.model import Day, Deviation, Interval, Reason, ServiceKind, Verdict, utc
from portal.hours.tables import row, weekday
from portal.hours.walltime import ONE_DAY, interval, whole_days

# How far around a moment is looked: most closures end within three days, all of the tables' within thirty; a
# deviation may last.
NEAR = (timedelta(days=3), timedelta(days=30))
FAR = timedelta(days=400)
_Around = tuple[bool, datetime | None, datetime | None, datetime | None]  # open, since, until, next


def verdict(kind: ServiceKind, at: datetime, deviations: Iterable[Deviation] = ()) -> Verdict:
    """Judge an aware moment; the closing minute is closed. Raises ValueError without a zone, OutsideCalendar.

    >>> from datetime import UTC
    >>> told = verdict(ServiceKind.MASS, datetime(2026, 12, 24, 11, 0, tzinfo=UTC))
    >>> told.open, told.reason.value, told.next_opening.isoformat()
    (False, 'christmas-eve', '2026-12-27T12:00:00+00:00')
    """
    at = utc(at)
    day = swedish_day(at)
    reason = row(kind, day).reason
    own = [one for one in deviations if one.kind is kind]
    decided = _decided(at, [one for one in own if one.start <= at < one.end])
    opened, since, until, following = _around(kind, at, day, own)
    return Verdict(
        open=opened,
        reason=reason if decided is None else Reason.DEVIATION,
        since=since,
        until=until,
        next_opening=following,
        deviation=decided,
    )


def days(
    kind: ServiceKind, first: date, last: date, deviations: Iterable[Deviation] = ()
) -> tuple[Day, ...]:
    """Return each Swedish day from `first` to and including `last`. Raises OutsideCalendar."""
    calendar.hold(first, last)
    own = [one for one in deviations if one.kind is kind]
    return tuple(_day(kind, day, own) for day in _each(first, last))


def openings(
    kind: ServiceKind, first: date, last: date, deviations: Iterable[Deviation] = ()
) -> tuple[Interval, ...]:
    """Return when a service is open from `first` to and including `last`, cut at both ends. Raises OutsideCalendar.

    Those that meet, also across midnight, are one.
    """
    calendar.hold(first, last)
    return _openings(kind, first, last, [one for one in deviations if one.kind is kind])


def unconfirmed_eves(
    first: date, last: date, deviations: Iterable[Deviation] = ()
) -> tuple[date, ...]:
    """Return the named eves on which the desk is shown as open by the table alone: someone must confirm (R16).

    A deviation for the day, also one with the table's own hours, confirms it.
    """
    return tuple(
        day.date
        for day in days(ServiceKind.DESK, first, last, deviations)
        if calendar.named_eve(day.date) and day.openings and not day.deviations
    )


def after_open_days(
    kind: ServiceKind, at: datetime, count: int, deviations: Iterable[Deviation] = ()
) -> datetime | None:
    """Return when the last opening closes of the day that is `count` open days after a moment's own (R15).

    Until then a result is kept. A day counts that is open for any time at all. None is more than a year away.
    """
    first = swedish_day(utc(at)) + ONE_DAY
    own = [one for one in deviations if one.kind is kind]
    each = (_day(kind, day, own) for day in _each(first, min(calendar.LAST_DAY, first + FAR)))
    opened = (day.openings[-1].end for day in each if day.openings)
    return next(islice(opened, count - 1, None), None)


def _day(kind: ServiceKind, day: date, own: Sequence[Deviation]) -> Day:
    whole = whole_days(day, day)
    touching = tuple(one for one in own if one.start < whole.end and whole.start < one.end)
    said, ordinary = row(kind, day), weekday(kind, day)
    opened = _openings(kind, day, day, touching)
    return Day(
        date=day,
        reason=Reason.DEVIATION if touching else said.reason,
        openings=opened,
        differs=opened != ((interval(day, ordinary),) if ordinary else ()),
        deviations=touching,
    )


def _around(kind: ServiceKind, at: datetime, day: date, own: Sequence[Deviation]) -> _Around:
    for reach in NEAR:
        seen = _seen(kind, at, day, own, reach=reach)
        if None not in seen:
            return seen
    return _seen(kind, at, day, own, reach=FAR)


def _seen(
    kind: ServiceKind, at: datetime, day: date, own: Sequence[Deviation], *, reach: timedelta
) -> _Around:
    first, last = max(calendar.FIRST_DAY, day - reach), min(calendar.LAST_DAY, day + reach)
    window = whole_days(first, last)
    edges = [
        edge for one in _openings(kind, first, last, own) for edge in (one.start, one.end)
    ]  # opens, closes, opens, ...
    passed = bisect_right(edges, at)
    opened = passed % 2 == 1
    before, after = edges[:passed], edges[passed:]
    # What is cut at the window's end is no edge.
    since = before[-1] if before and before[-1] != window.start else None
    until = after[0] if after and after[0] != window.end else None
    to_come = after[1:] if opened else after
    return opened, since, until, to_come[0] if to_come else None


def _openings(
    kind: ServiceKind, first: date, last: date, own: Sequence[Deviation]
) -> tuple[Interval, ...]:
    if first > last:
        return ()
    window = whole_days(first, last)
    table = _by_table(kind, first, last)
    touching = [one for one in own if one.start < window.end and window.start < one.end]
    if not touching:
        return table
    told = [(one, _by_deviation(one, window)) for one in touching]
    edges = {window.start, window.end}
    for one in chain(table, *(allowed for _, allowed in told)):
        edges |= {one.start, one.end}
    for deviation in touching:
        edges |= {max(deviation.start, window.start), min(deviation.end, window.end)}
    return tuple(
        _merged(
            Interval(start, end)
            for start, end in pairwise(sorted(edges))
            if _open(start, table, told)
        )
    )


def _open(
    at: datetime,
    table: Sequence[Interval],
    told: Iterable[tuple[Deviation, Sequence[Interval]]],
) -> bool:
    judging = [allowed for one, allowed in told if one.start <= at < one.end] or [table]
    return all(_within(at, allowed) for allowed in judging)


def _decided(at: datetime, covering: Sequence[Deviation]) -> Deviation | None:
    """Return the deviation that decides: one that closes before one that opens, then the shortest."""

    def weight(one: Deviation) -> tuple[bool, timedelta, datetime, str]:
        return _within(at, _by_deviation(one, around)), one.end - one.start, one.start, one.key

    around = whole_days(swedish_day(at), swedish_day(at))
    return min(covering, key=weight, default=None)


@lru_cache(maxsize=1024)  # every question asks for the days around today
def _by_table(kind: ServiceKind, first: date, last: date) -> tuple[Interval, ...]:
    if kind is ServiceKind.ALWAYS:
        return (whole_days(first, last),)
    rows = ((day, row(kind, day).hours) for day in _each(first, last))
    return tuple(_merged(interval(day, hours) for day, hours in rows if hours))


def _by_deviation(deviation: Deviation, window: Interval) -> list[Interval]:
    """Return when a deviation allows within a window, which it touches: its days' hours, cut at its own ends."""
    start, end = max(deviation.start, window.start), min(deviation.end, window.end)
    each = (
        interval(day, hours)
        for day in _each(swedish_day(start), swedish_day(end))
        for hours in deviation.hours
    )
    cut = (Interval(max(one.start, start), min(one.end, end)) for one in each)
    return list(_merged(sorted((one for one in cut if one.start < one.end), key=_start)))


def _within(at: datetime, intervals: Sequence[Interval]) -> bool:
    """Say whether a moment lies in one of some intervals, which are in order and apart."""
    index = bisect_right(intervals, at, key=_start)
    return index > 0 and at < intervals[index - 1].end


def _merged(intervals: Iterable[Interval]) -> Iterator[Interval]:
    """Join intervals, in order, that meet or overlap."""
    last: Interval | None = None
    for one in intervals:
        if last is None or one.start > last.end:
            if last is not None:
                yield last
            last = one
        else:
            last = Interval(last.start, max(last.end, one.end))
    if last is not None:
        yield last


def _start(one: Interval) -> datetime:
    return one.start


def _each(first: date, last: date) -> Iterator[date]:
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(ordinal)
