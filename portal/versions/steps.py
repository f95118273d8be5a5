"""When the owner of a client is told that a version ends: pure, in Swedish days (R10)."""

import calendar
from collections.abc import Sequence
from datetime import date, timedelta

MONTHS = (6, 3, 1)
WEEK = timedelta(days=7)


def days(released: date, last_day: date) -> Sequence[date]:
    """Return the days: the successor's release, six, three and one months and a week before the last day.

    >>> [str(one) for one in days(date(2026, 11, 2), date(2027, 11, 2))]
    ['2026-11-02', '2027-05-02', '2027-08-02', '2027-10-02', '2027-10-26']
    """
    before = [months_before(last_day, count) for count in MONTHS]
    told = {released, *before, last_day - WEEK}
    return sorted(one for one in told if one >= released)


def due(released: date, last_day: date, *, today: date) -> date | None:
    """Return the latest of the days that has come; None before the first, and when the version has ended."""
    if today > last_day:
        return None
    return max((one for one in days(released, last_day) if one <= today), default=None)


def months_before(day: date, count: int) -> date:
    """Return the same date some months earlier, the last of a month that has no such date.

    >>> str(months_before(date(2028, 8, 31), 6)), str(months_before(date(2029, 3, 1), 1))
    ('2028-02-29', '2029-02-01')
    """
    months = day.year * 12 + day.month - 1 - count
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
