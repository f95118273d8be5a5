"""The January calendar: when mass queries are closed or open for shorter, in the month when all fees are reckoned."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from lookups.registers import current
from portal.clock import swedish_day
from portal.hours import services as hours
from portal.hours.model import Day, Interval, ServiceKind
from portal.hours.tables import weekday
from portal.hours.walltime import interval, whole_days
from portal.organisations.models import Service
from portal.shell import formats
from portal.status import reads as status
from portal.status.model import State, Window


def calendar(*, at: datetime) -> str:
    """Return the calendar's sentences from 1 December to 31 January; "" in the rest of the year."""
    today = swedish_day(at)
    if today.month not in (1, 12):
        return ""
    year = today.year + (today.month == 12)
    first, last = date(year, 1, 1), date(year, 1, 31)
    board = status.board(at=at)
    windows = [
        one
        for one in board.windows
        if not one.parts and one.closes(Service.MASS) and one.state(at) is not State.CANCELLED
    ]
    closed, shorter = [], []
    for day in hours.days(ServiceKind.MASS, first, last, status.other_hours(board)):
        left = _left(day, windows)
        if not left:
            closed.append(formats.short_date(day.date))
        elif _length(left) < _ordinary(day):
            shorter.append(f"{formats.short_date(day.date)} {_times(left)}")
    return " ".join(one for one in (_sentence(closed, shorter), _amounts(first, at=at)) if one)


def _sentence(closed: list[str], shorter: list[str]) -> str:
    told = {"stangt": ", ".join(closed), "kortare": ", ".join(shorter)}
    if closed and shorter:
        return _("Massfrågor i januari: stängt %(stangt)s, kortare %(kortare)s.") % told
    if closed:
        return _("Massfrågor i januari: stängt %(stangt)s.") % told
    if shorter:
        return _("Massfrågor i januari: kortare %(kortare)s.") % told
    return ""


def _amounts(first: date, *, at: datetime) -> str:
    """Say since when both agencies' extracts are of the new year, where that is known."""
    since = current.both_since(whole_days(first, first).start, at=at)
    if since is None:
        return ""
    return _("Nya belopp finns i utdragen från %(datum)s.") % {"datum": formats.short_date(since)}


def _left(day: Day, windows: Iterable[Window]) -> list[Interval]:
    """Return when a day is open, less the planned windows."""
    left = list(day.openings)
    for one in windows:
        cut = []
        for opening in left:
            before = Interval(opening.start, min(opening.end, one.starts_at))
            after = Interval(max(opening.start, one.over_at), opening.end)
            cut += [part for part in (before, after) if part.start < part.end]
        left = cut
    return left


def _length(openings: Iterable[Interval]) -> timedelta:
    return sum((one.end - one.start for one in openings), timedelta())


def _ordinary(day: Day) -> timedelta:
    told = weekday(ServiceKind.MASS, day.date)
    return _length([interval(day.date, told)]) if told else timedelta()


def _times(openings: Iterable[Interval]) -> str:
    return _(" och ").join(
        f"{formats.swedish_time(one.start)}–{formats.swedish_time(one.end)}" for one in openings
    )
