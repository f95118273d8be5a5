"""The times at which the agreement lets a service window be planned (R13)."""

from datetime import date, datetime, time

from portal.clock import swedish_day
from portal.hours import calendar
from portal.hours.model import Interval, utc
from portal.hours.tables import ONE_DAY, SATURDAY, SUNDAY
from portal.hours.walltime import moment


def is_usual(start: datetime, end: datetime) -> bool:
    """Say whether a window lies within the agreed times: one that does not is allowed, but warned about (R13).

    These are Saturday 16.00 to Sunday 13.00, and 00.00-06.00 on a Monday to Friday that is no public holiday.
    Raises ValueError without a zone, OutsideCalendar.

    >>> from portal.clock import SWEDEN
    >>> saturday = datetime(2026, 11, 28, 16, 0, tzinfo=SWEDEN)
    >>> is_usual(saturday, saturday.replace(day=29, hour=13)), is_usual(saturday, saturday.replace(day=29, hour=14))
    (True, False)
    """
    start, end = utc(start), utc(end)
    usual = _usual(swedish_day(start))
    return usual is not None and usual.start <= start < end <= usual.end


def _usual(day: date) -> Interval | None:
    """Return the time for windows in which one that starts on a Swedish day must lie."""
    if day.weekday() == SUNDAY:
        day -= ONE_DAY
    if day.weekday() == SATURDAY:
        return Interval(moment(day, time(16)), moment(day + ONE_DAY, time(13)))
    if calendar.is_holiday(day):
        return None
    return Interval(moment(day, time(0)), moment(day, time(6)))
