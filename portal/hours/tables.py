"""The agreement's tables of hours (SLA 3.1, 3.2): which row holds on a Swedish day."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from portal.hours import calendar
from portal.hours.model import ALL_DAY, Hours, Reason, ServiceKind

ONE_DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6

MASS_ON_WEEKDAYS = Hours(time(7), time(21, 30))
MASS_ON_SATURDAYS = Hours(time(7, 30), time(16))
MASS_ON_SUNDAYS = Hours(time(13), time(21, 30))
MASS_BEFORE_HOLIDAYS = Hours(time(7), time(16, 30))
DESK_ON_WEEKDAYS = Hours(time(9), time(13))
DESK_ON_SHORT_DAYS = Hours(time(9), time(11, 30))


@dataclass(frozen=True, slots=True)
class Row:
    """What the tables say of one day: which row decided, and its hours; none: closed."""

    reason: Reason
    hours: Hours | None


def row(kind: ServiceKind, day: date) -> Row:
    """Return what the agreement says of a Swedish day, before deviations. Raises OutsideCalendar.

    >>> row(ServiceKind.MASS, date(2026, 6, 5)).hours.closes  # the day before the National Day
    datetime.time(16, 30)
    """
    holiday = calendar.is_holiday(day)
    if kind is ServiceKind.ALWAYS:
        return Row(Reason.ORDINARY, ALL_DAY)
    if holiday:
        return Row(Reason.HOLIDAY, None)
    return _mass(day) if kind is ServiceKind.MASS else _desk(day)


def weekday(kind: ServiceKind, day: date) -> Hours | None:
    """Return the hours of the day's weekday alone, as if no day of the year were special."""
    match kind:
        case ServiceKind.ALWAYS:
            return ALL_DAY
        case ServiceKind.MASS:
            return {SATURDAY: MASS_ON_SATURDAYS, SUNDAY: MASS_ON_SUNDAYS}.get(
                day.weekday(), MASS_ON_WEEKDAYS
            )
        case ServiceKind.DESK:
            return DESK_ON_WEEKDAYS if day.weekday() < SATURDAY else None


def _mass(day: date) -> Row:
    if (eve := calendar.named_eve(day)) is not None:
        return Row(eve, None)
    ordinary = weekday(ServiceKind.MASS, day)
    # Only now: the last day that the library knows is a New Year's Eve, so its morrow is never asked for.
    if calendar.is_holiday(day + ONE_DAY):
        return _narrowed(ordinary, MASS_BEFORE_HOLIDAYS, Reason.DAY_BEFORE_HOLIDAY)
    return Row(Reason.ORDINARY, ordinary)


def _desk(day: date) -> Row:
    ordinary = weekday(ServiceKind.DESK, day)
    if (eve := calendar.short_eve(day)) is not None:
        return _narrowed(ordinary, DESK_ON_SHORT_DAYS, eve)
    return Row(Reason.ORDINARY, ordinary)


def _narrowed(ordinary: Hours | None, other: Hours, reason: Reason) -> Row:
    """Return what both rows allow (R14); closed beats short (R16); a row that takes nothing away gives no reason."""
    if ordinary is None:
        return Row(Reason.ORDINARY, None)
    both = Hours(max(ordinary.opens, other.opens), min(ordinary.closes, other.closes))
    return Row(Reason.ORDINARY if both == ordinary else reason, both)
