"""From Swedish wall time to moments, also on the nights when the clock is moved."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from portal.clock import SWEDEN
from portal.hours.model import MIDNIGHT, Hours, Interval

ONE_DAY = timedelta(days=1)


@lru_cache(maxsize=8192)
def moment(day: date, wall: time) -> datetime:
    """Return when the Swedish clock first shows `wall`, or passes it, in UTC.

    In spring 02.00-03.00 is never shown: the moment is when the clock jumps. In autumn it is shown twice: the
    first time holds.

    >>> moment(date(2026, 3, 29), time(2, 30)).isoformat()
    '2026-03-29T01:00:00+00:00'
    """
    local = datetime.combine(day, wall, SWEDEN)
    at = local.astimezone(UTC)
    if at.astimezone(SWEDEN).time() != wall:  # the hour that is jumped over is a whole one
        return local.replace(minute=0, second=0, microsecond=0).astimezone(UTC)
    return at


def whole_days(first: date, last: date) -> Interval:
    """Return the time from the midnight that starts `first` to the one that ends `last`: 23, 24 or 25 hours a day."""
    return Interval(moment(first, MIDNIGHT), moment(last + ONE_DAY, MIDNIGHT))


def interval(day: date, hours: Hours) -> Interval:
    """Return hours of a Swedish day as moments; empty where the clock jumps over all of them."""
    closing_day = day + ONE_DAY if hours.closes == MIDNIGHT else day
    return Interval(moment(day, hours.opens), moment(closing_day, hours.closes))
