"""The hours day by day, as the API tells them: one opening a day, why it differs, and which windows touch the day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from portal.clock import SWEDEN
from portal.hours import calendar
from portal.hours import services as hours
from portal.hours.model import Day, ServiceKind
from portal.hours.walltime import whole_days
from portal.status import feeds, reads
from portal.status.model import State
from portal.status.words import language, reason_words


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTold:
    """A Swedish day; hours are from first opening to last closing as `HH:MM`, None when closed all day."""

    date: date
    mass: tuple[str, str] | None
    desk: tuple[str, str] | None
    reason: str
    windows: tuple[Mapping[str, Any], ...]


def wrong_with(first: date, last: date, *, most: int) -> str:
    """Return the code of what is wrong with the days asked for, or ""."""
    if last < first:
        return "ordning"
    if (last - first).days >= most:
        return "for_lang"
    if first < calendar.FIRST_DAY or last > calendar.LAST_DAY - timedelta(days=1):
        return "datum"
    return ""


def days(first: date, last: date, *, at: datetime) -> tuple[DayTold, ...]:
    """Return the days from `first` to and including `last`, with what is known at a moment."""
    board = reads.board(at=at)
    other = reads.other_hours(board, language=language())
    both = zip(
        hours.days(ServiceKind.MASS, first, last, other),
        hours.days(ServiceKind.DESK, first, last, other),
        strict=True,
    )
    planned = [one for one in board.windows if one.state(at) is not State.CANCELLED]
    told = []
    for mass, desk in both:
        whole = whole_days(mass.date, mass.date)
        windows = (
            feeds.window(one, at=at)
            for one in planned
            if one.starts_at < whole.end and whole.start < one.over_at
        )
        told.append(
            DayTold(
                date=mass.date,
                mass=_hours(mass),
                desk=_hours(desk),
                reason=_why(mass) or _why(desk),
                windows=tuple(windows),
            )
        )
    return tuple(told)


def _hours(day: Day) -> tuple[str, str] | None:
    if not day.openings:
        return None
    first, last = day.openings[0].start, day.openings[-1].end
    return f"{first.astimezone(SWEDEN):%H:%M}", f"{last.astimezone(SWEDEN):%H:%M}"


def _why(day: Day) -> str:
    return reason_words(day.reason, day.deviations[0] if day.deviations else None)
