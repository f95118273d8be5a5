"""When a job is due again: pure functions of a moment."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Protocol

from portal.clock import SWEDEN

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Plan(Protocol):
    """Says when a job is due next."""

    def after(self, at: datetime) -> datetime:
        """Return the first planned moment later than `at` (aware), in UTC."""
        ...


@dataclass(frozen=True, slots=True)
class Every:
    """At the whole multiples of a time, the same for all processes, so that two of them agree on a turn."""

    step: timedelta

    def after(self, at: datetime) -> datetime:
        """Return the next multiple.

        >>> Every(timedelta(seconds=30)).after(datetime(2026, 11, 25, 12, 0, 30, tzinfo=UTC)).isoformat()
        '2026-11-25T12:01:00+00:00'
        """
        return _EPOCH + ((at - _EPOCH) // self.step + 1) * self.step


@dataclass(frozen=True, slots=True)
class Daily:
    """Once a Swedish day, at a time of the wall's clock; not between 2 and 3, which a day may lack or have twice."""

    hour: int
    minute: int

    def after(self, at: datetime) -> datetime:
        """Return the next time that the clock in Sweden shows it.

        >>> Daily(3, 10).after(datetime(2026, 11, 25, 2, 10, tzinfo=UTC)).isoformat()
        '2026-11-26T02:10:00+00:00'
        >>> Daily(3, 10).after(datetime(2026, 3, 28, 12, 0, tzinfo=UTC)).isoformat()  # summer time begins
        '2026-03-29T01:10:00+00:00'
        """
        day = at.astimezone(SWEDEN).date()
        shown = time(self.hour, self.minute, tzinfo=SWEDEN)
        today = datetime.combine(day, shown)
        planned = today if today > at else datetime.combine(day + timedelta(days=1), shown)
        return planned.astimezone(UTC)
