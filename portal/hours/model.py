"""What the hours are told in: services, reasons, hours of a day, deviations, openings and verdicts."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum

MIDNIGHT = time(0)


class ServiceKind(StrEnum):
    """Which of the agreement's tables of hours holds."""

    ALWAYS = "always"  # online questions and LEKA (R12)
    MASS = "mass"  # mass queries (R14)
    DESK = "desk"  # the support desk (R16)


class Reason(StrEnum):
    """Why a day's hours are what they are: the row of the table that decided, or a deviation."""

    ORDINARY = "ordinary"  # the weekday's own row
    HOLIDAY = "holiday"
    DAY_BEFORE_HOLIDAY = "day-before-holiday"
    MIDSUMMER_EVE = "midsummer-eve"
    CHRISTMAS_EVE = "christmas-eve"
    NEW_YEARS_EVE = "new-years-eve"
    TWELFTH_NIGHT = "twelfth-night"
    MAUNDY_THURSDAY = "maundy-thursday"
    APRIL_30 = "april-30"
    DAY_BEFORE_ALL_SAINTS = "day-before-all-saints"
    DEVIATION = "deviation"  # an administrator has entered other hours


@dataclass(frozen=True, slots=True)
class Hours:
    """From and including `opens` to `closes` on a Swedish wall clock; closing at 00.00 is at the day's end."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        """Hold the hours to one day. Raises ValueError."""
        if self.closes != MIDNIGHT and self.opens >= self.closes:
            raise ValueError(f"{self.opens}-{self.closes}: closes before it opens")


ALL_DAY = Hours(MIDNIGHT, MIDNIGHT)


@dataclass(frozen=True, slots=True)
class Interval:
    """From and including `start` to `end`, both in UTC: wall times of the same zone compare wrongly in autumn."""

    start: datetime
    end: datetime

    def holds(self, at: datetime) -> bool:
        """Say whether an aware moment lies within."""
        return self.start <= at < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """Other hours of one service from `start` to `end`, in place of the table's; no `hours`: closed.

    In that time each Swedish day is open during `hours` and closed otherwise: `(ALL_DAY,)` is open throughout.
    `key` and `text` (why, in an administrator's words) are handed back as they are. Moments are kept in UTC.
    """

    key: str
    kind: ServiceKind
    start: datetime
    end: datetime
    hours: tuple[Hours, ...] = ()
    text: str = ""

    def __post_init__(self) -> None:
        """Keep the moments in UTC. Raises ValueError for a moment without a zone and for an end before its start."""
        object.__setattr__(self, "start", utc(self.start))
        object.__setattr__(self, "end", utc(self.end))
        if self.start >= self.end:
            raise ValueError(f"deviation {self.key}: ends before it starts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A Swedish day of one service: when it is open, cut at midnight, and which row decided."""

    date: date
    reason: Reason
    openings: tuple[Interval, ...]
    differs: bool  # from what the weekday's own row says: what a list of coming exceptions shows
    deviations: tuple[Deviation, ...] = ()  # that touch the day


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a service is open at a moment, why, since when and until when; moments in UTC.

    `next_opening` is the first opening still to come: the end of a closure, or the opening after the one under
    way. None is more than a year away, or never.
    """

    open: bool
    reason: Reason
    since: datetime | None
    until: datetime | None
    next_opening: datetime | None
    deviation: Deviation | None = None  # the one that decided, where the reason is a deviation


def utc(at: datetime) -> datetime:
    """Return an aware moment in UTC. Raises ValueError for one without a zone: it would be read as the host's."""
    if at.tzinfo is None:
        raise ValueError("a moment without a zone")
    return at.astimezone(UTC)
