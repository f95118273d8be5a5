"""What an amount is a month, when a row holds, and the month of a day. Pure; nothing is guessed."""

import calendar
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from lookups.answers.elements import day_of
from lookups.answers.model import Loose, Money

# The fee is reckoned on the income of twelve months, a twelfth each month: by that rule a year's amount is certain.
# Days and weeks are not: nobody knows how many will be paid.
_MONTHS: Mapping[str, int] = MappingProxyType({"MANAD": 1, "KVARTAL": 3, "HALVAR": 6, "AR": 12})
_ORE = Decimal("0.01")


def monthly(told: Money, *, on: date, last: date | None) -> Decimal | None:
    """Return an amount's kronor a month; None where the rule is not certain.

    An amount of several months is one of a month only where the row goes on for as long.

    >>> monthly(Money(amount=Decimal(1200), frequency="AR"), on=date(2026, 12, 1), last=None)
    Decimal('100.00')
    """
    months = _MONTHS.get(told.frequency or "")
    if months is None or told.currency != "SEK":
        return None
    if months == 1:
        return told.amount
    if last is not None and last < later(on, months):
        return None
    return (told.amount / months).quantize(_ORE, rounding=ROUND_HALF_UP)


def later(day: date, months: int) -> date:
    """Return the last day of so many months from a day's month on, that month among them.

    >>> later(date(2026, 12, 1), 12)
    datetime.date(2027, 11, 30)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months - 1, 12)
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def first_of_next(day: date) -> date:
    """Return the first day of the month that comes.

    >>> first_of_next(date(2026, 12, 31))
    datetime.date(2027, 1, 1)
    """
    year, month = divmod(day.year * 12 + day.month, 12)
    return date(year, month + 1, 1)


def ends(period: Loose | None) -> tuple[date | None, date | None, bool]:
    """Return a period's first and last day, None where it is open, and whether it is told well enough to go by."""
    if period is None:
        return None, None, False
    first, last = _day(period.first), _day(period.last, last=True)
    known = first is not None and (last is not None or period.last is None)
    return first, last, known


def months_of(period: Loose | None, day: str | None) -> tuple[str, str] | None:
    """Return the first and the last month, `2026-11`, that a payment is of: by its period, else by its day."""
    first, last, known = ends(period)
    if known and first and last:
        return str(first)[:7], str(last)[:7]
    paid = _day(day)
    return (str(paid)[:7], str(paid)[:7]) if paid else None


def _day(text: str | None, *, last: bool = False) -> date | None:
    told = day_of(text)
    if not told:
        return None
    try:
        first = date.fromisoformat(told)
    except ValueError:
        return None
    if last and len(text or "") == len("2026-11"):
        return later(first, 1)
    if last and len(text or "") == len("2026"):
        return first.replace(month=12, day=31)
    return first
