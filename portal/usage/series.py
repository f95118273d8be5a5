"""Use over time: which hours or days a page shows, and what of the use falls in each. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.clock import SWEDEN, swedish_day
from portal.quotas.use import Step, Used

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A choice of how far back: so many hours by the hour, or so many Swedish days by the day."""

    label: Promise
    hours: int = 0
    days: int = 0


PERIODS: dict[str, Period] = {
    "dygn": Period(label=_("Senaste dygnet, per timme"), hours=24),
    "vecka": Period(label=_("Senaste 7 dagarna, per timme"), hours=7 * 24),
    "manad": Period(label=_("Senaste 30 dagarna, per dag"), days=30),
    "kvartal": Period(label=_("Senaste 90 dagarna, per dag"), days=90),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The beginnings of the hours or Swedish days shown, in order, and where the last one ends."""

    step: Step
    marks: tuple[datetime, ...]
    until: datetime

    @property
    def since(self) -> datetime:
        """Return where the first begins."""
        return self.marks[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """An hour or day: what was let in, and what a limit refused."""

    since: datetime
    admitted: int
    refused: int


def span(period: str, *, at: datetime) -> Span:
    """Return the hours or days of a period that ends with the hour or day of a moment."""
    told = PERIODS[period]
    if told.hours:
        last = at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
        marks = tuple(last - n * HOUR for n in reversed(range(told.hours)))
        return Span(step="hour", marks=marks, until=last + HOUR)
    today = swedish_day(at)
    return of_days(today - timedelta(days=told.days - 1), today)


def of_days(first: date, last: date) -> Span:
    """Return the Swedish days from one to another, both counted.

    >>> told = of_days(date(2026, 10, 25), date(2026, 10, 25))  # summer time ends
    >>> told.until - told.since == timedelta(hours=25)
    True
    """
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return Span(
        step="day",
        marks=tuple(_midnight(day) for day in days),
        until=_midnight(last + timedelta(days=1)),
    )


def points(used: Iterable[Used], told: Span) -> tuple[Point, ...]:
    """Return each hour or day of the span with its questions; those without any are there too."""
    admitted: Counter[datetime] = Counter()
    refused: Counter[datetime] = Counter()
    for one in used:
        (refused if one.bound_by else admitted)[one.since] += one.questions
    return tuple(
        Point(since=mark, admitted=admitted[mark], refused=refused[mark]) for mark in told.marks
    )


def _midnight(day: date) -> datetime:
    """Return when a Swedish day begins; subtraction of aware moments must be exact, hence UTC."""
    return datetime.combine(day, time(), SWEDEN).astimezone(UTC)
