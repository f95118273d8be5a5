"""The record as plain data: what is planned, what is out of order, and what holds at a moment. Pure.

Services are the words on the wire (`portal.organisations.models.Service`), moments aware.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID


class Part(StrEnum):
    """An agency's part of the answers; the values are the catalogue's."""

    FK = "FK"
    PM = "PM"


class Level(StrEnum):
    """How much something is felt; closed with parts named closes these parts alone (R21)."""

    INFO = "info"
    LIMITED = "limited"
    CLOSED = "closed"


class Stage(StrEnum):
    """How far the mending of an incident has come."""

    INVESTIGATING = "investigating"
    IDENTIFIED = "identified"
    MENDING = "mending"
    WATCHING = "watching"
    SOLVED = "solved"


class Whose(StrEnum):
    """Whose part an incident is, as `ansvarig` says it (R8b)."""

    SERVICE = "TJANSTEN"
    FK = "FORSAKRINGSKASSAN"
    PM = "PENSIONSMYNDIGHETEN"
    BETWEEN = "VAGEN_MELLAN"


class State(StrEnum):
    """A window's state, which follows from the time."""

    PLANNED = "planned"
    UNDER_WAY = "under-way"
    OVERRUN = "overrun"  # its time is out, its work is not: an incident should take over
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Affects:
    """What is affected, how much, and what is said of it."""

    key: UUID
    services: tuple[str, ...]
    parts: tuple[Part, ...]
    level: Level
    text_sv: str
    text_en: str

    def closes(self, service: str) -> bool:
        """Say whether it closes a service, or parts of it, while it lasts."""
        return self.level is Level.CLOSED and service in self.services


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Where a window stood before it was moved."""

    moved_at: datetime
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Window(Affects):
    """Planned work; `outside_*` is why it lies outside the usual times, "" when it does not (R13)."""

    starts_at: datetime
    ends_at: datetime
    outside_sv: str
    outside_en: str
    planned_at: datetime
    cancelled_at: datetime | None
    ended_at: datetime | None
    overran_at: datetime | None
    moves: tuple[Move, ...]

    @property
    def over_at(self) -> datetime:
        """Return when it is over: as ended, else as planned."""
        return self.ended_at or self.ends_at

    @property
    def changed_at(self) -> datetime:
        """Return when the last thing was said of it."""
        told = [self.planned_at, *(one.moved_at for one in self.moves)]
        more = (self.cancelled_at, self.ended_at, self.overran_at)
        return max(told + [one for one in more if one is not None])

    def state(self, at: datetime) -> State:
        """Return its state at a moment."""
        if self.cancelled_at is not None:
            return State.CANCELLED
        if at < self.starts_at:
            return State.PLANNED
        if self.ended_at is None and self.overran_at is not None and at >= self.ends_at:
            return State.OVERRUN
        return State.UNDER_WAY if at < self.over_at else State.DONE

    def under_way(self, at: datetime) -> bool:
        """Say whether it is going on within its time: after that it closes nothing (R13)."""
        return self.state(at) is State.UNDER_WAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """A word said of an incident."""

    at: datetime
    stage: Stage
    text_sv: str
    text_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident(Affects):
    """Something unplanned; `confirmed` when a person stands for what is said of it."""

    title_sv: str
    title_en: str
    whose: Whose
    opened_at: datetime
    automatic: bool
    confirmed: bool
    expected_at: datetime | None
    next_word_at: datetime | None
    ended_at: datetime | None
    summary_sv: str
    summary_en: str
    nothing_lost: bool
    updates: tuple[Update, ...]  # in the order they were said

    @property
    def changed_at(self) -> datetime:
        """Return when the last thing was said of it."""
        return max(
            [self.opened_at, *(one.at for one in self.updates)]
            + ([self.ended_at] if self.ended_at else [])
        )

    @property
    def stage(self) -> Stage:
        """Return how far it has come."""
        return self.updates[-1].stage if self.updates else Stage.INVESTIGATING

    def under_way(self, at: datetime) -> bool:
        """Say whether it is going on."""
        return self.opened_at <= at and (self.ended_at is None or at < self.ended_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """Other hours than the tables', both days included; without `opens` it is closed."""

    key: UUID
    kind: str
    first_day: date
    last_day: date
    opens: time | None
    closes: time | None
    text_sv: str
    text_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """An agency's extract that cannot be read, found by the service itself; `since` None is not known."""

    part: Part
    since: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A Swedish day's minutes of a service up to `counted_to`: agreed, and of them found good or bad.

    A minute is of a time, from a moment to another, in which its first moment lies.
    """

    service: str
    day: date
    counted_to: datetime
    agreed: int
    good: int
    bad: int
    bad_times: tuple[tuple[datetime, datetime], ...]
    unknown_times: tuple[tuple[datetime, datetime], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """All that stands: windows and incidents of 90 days back and ahead, deviations, checks, extracts out of reach."""

    windows: tuple[Window, ...] = ()  # in the order they begin
    incidents: tuple[Incident, ...] = ()  # newest first
    deviations: tuple[Deviation, ...] = ()
    days: tuple[Counted, ...] = ()  # in their order
    unread: tuple[Unread, ...] = ()
