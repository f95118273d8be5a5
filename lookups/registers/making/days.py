"""Dates of test data: all are told relative to the day D for which an extract is made."""

from calendar import monthrange
from datetime import date, timedelta
from functools import cache

import holidays
from holidays.constants import DE_FACTO, PUBLIC

ONE_DAY = timedelta(days=1)
PRELIMINARY_DAYS = 31  # a payment further away than this is not told yet


def days_from(day: date, distance: int) -> date:
    """Return the day `distance` days after (before, when negative) `day`: D-30 is `days_from(d, -30)`."""
    return day + timedelta(days=distance)


@cache
def month_from(day: date, distance: int, on: int = 1) -> date:
    """Return the day `on` of the month `distance` months from `day`'s: M-3/20 is `month_from(d, -3, 20)`.

    A month that is too short gives its last day.

    >>> month_from(date(2026, 3, 31), -1, 30)
    datetime.date(2026, 2, 28)
    """
    years, month = divmod(day.year * 12 + day.month - 1 + distance, 12)
    return date(years, month + 1, min(on, monthrange(years, month + 1)[1]))


@cache
def month_end(day: date, distance: int = 0) -> date:
    """Return the last day of the month `distance` months from `day`'s."""
    return month_from(day, distance, 31)


def as_month(day: date) -> str:
    """Return a date as the contract writes a month, `YYYY-MM`."""
    return f"{day.year:04}-{day.month:02}"


@cache
def bank_day(day: date) -> date:
    """Return `day`, or the bank day before it when it is a Saturday, a Sunday or a holiday.

    >>> bank_day(date(2026, 12, 25))  # Christmas Day, a Friday: the 24th is none either
    datetime.date(2026, 12, 23)
    """
    while day.weekday() > 4 or day in _free_days(day.year):
        day -= ONE_DAY
    return day


@cache
def _free_days(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("SE", years=year, categories=(PUBLIC, DE_FACTO)))
