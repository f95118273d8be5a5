"""Working days in Sweden: Monday to Friday, but for public holidays and the law's three eves."""

from datetime import date, timedelta

from portal.hours import calendar
from portal.hours.walltime import ONE_DAY

_SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Say whether a day is worked. Raises OutsideCalendar.

    >>> is_working_day(date(2026, 11, 26)), is_working_day(date(2026, 11, 28)), is_working_day(date(2026, 12, 24))
    (True, False, False)
    """
    if day.weekday() >= _SATURDAY:
        return False
    return not calendar.is_holiday(day) and calendar.named_eve(day) is None


def working_days_before(day: date, count: int) -> date:
    """Return the day that lies so many working days before another. Raises OutsideCalendar.

    >>> working_days_before(date(2026, 12, 28), 2).isoformat()  # a Monday after Christmas
    '2026-12-22'
    """
    while count:
        day -= ONE_DAY
        count -= is_working_day(day)
    return day


def first_of_week(day: date) -> date | None:
    """Return the first working day of a day's week, Monday to Sunday; None where nothing of it is worked.

    >>> first_of_week(date(2026, 4, 8)).isoformat()  # after Easter Monday
    '2026-04-07'
    """
    monday = day - timedelta(days=day.weekday())
    week = (monday + timedelta(days=one) for one in range(_SATURDAY))
    return next((one for one in week if is_working_day(one)), None)
