"""The life of an API's versions (R9-R11; api.md, Headers): one table holds the dates, the rest follows. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from email.utils import format_datetime
from itertools import pairwise

from portal.api.errors import VersionEnded
from portal.clock import SWEDEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A major version of one API, with the day it was released (Swedish) and the path it is served under."""

    api: str  # its name, as people say it
    number: str  # major.minor.patch
    released: date
    path: str

    @property
    def major(self) -> int:
        """Return the major number, which the path names."""
        return int(self.number.partition(".")[0])

    @property
    def released_at(self) -> datetime:
        """Return the first moment of the day of its release."""
        return midnight(self.released)

    @property
    def name(self) -> str:
        """Return it as people say it: `LEFI Online 10`."""
        return f"{self.api} {self.major}"


Promised = Callable[[Version], date | None]  # the last day that has been promised, None for none


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """What follows for a version from its successor's release; without one all is None."""

    version: Version
    successor: Version | None
    deprecated: datetime | None  # from the successor's release
    ends: datetime | None  # the first moment it is no longer served: 24.00 Swedish time (R10)

    @property
    def last_day(self) -> date | None:
        """Return the last Swedish day that it is served."""
        return self.ends.astimezone(SWEDEN).date() - timedelta(days=1) if self.ends else None

    def ended(self, *, at: datetime) -> bool:
        """Say whether it is served no longer."""
        return self.ends is not None and at >= self.ends

    def headers(self, *, at: datetime) -> dict[str, str]:
        """Return Deprecation (RFC 9745), Sunset (RFC 8594) and Link, from the successor's release on."""
        if not (self.successor and self.deprecated and self.ends) or at < self.deprecated:
            return {}
        return {
            "Deprecation": f"@{int(self.deprecated.timestamp())}",
            "Sunset": format_datetime(self.ends.astimezone(UTC), usegmt=True),
            "Link": f'<{self.successor.path}/docs>; rel="successor-version"; type="text/html"',
        }

    def hold(self, *, at: datetime) -> None:
        """Refuse a call of a version that has ended. Raises VersionEnded."""
        if self.successor and self.last_day and self.ended(at=at):
            raise VersionEnded(
                api=self.version.api,
                version=self.version.major,
                datum=self.last_day.isoformat(),
                efterfoljare=self.successor.major,
            )


def life_of(version: Version, table: Sequence[Version], *, promised: date | None = None) -> Life:
    """Return a version's life; its successor is the next major number of the same API in the table.

    `promised` is the last day that has been promised; it prolongs what the rule gives and never shortens it (R10).

    >>> nine = Version(api="A", number="9.0.0", released=date(2024, 1, 1), path="/a/v9")
    >>> ten = Version(api="A", number="10.0.0", released=date(2026, 11, 2), path="/a/v10")
    >>> life_of(nine, [nine, ten]).ends.isoformat()
    '2027-11-03T00:00:00+01:00'
    >>> life_of(nine, [nine, ten], promised=date(2028, 2, 29)).ends.isoformat()
    '2028-03-01T00:00:00+01:00'
    """
    later = [one for one in table if one.api == version.api and one.major > version.major]
    if not later:
        return Life(version=version, successor=None, deprecated=None, ends=None)
    successor = min(later, key=lambda one: one.major)
    last_day = max(year_later(successor.released), promised or date.min)
    return Life(
        version=version,
        successor=successor,
        deprecated=successor.released_at,
        ends=midnight(last_day + timedelta(days=1)),
    )


def not_in_order(table: Sequence[Version], promised: Promised = lambda _one: None) -> Sequence[str]:
    """Return what is wrong with an API's table, in English for who starts the service; nothing where all is well.

    One API, each major number once, released in order, and never three at a time: a version is released when the one
    two before it has ended, as the rule or a promise says (R9, R10).
    """
    found = []
    if len({one.api for one in table}) != 1:
        found.append("The table holds no version, or versions of several APIs.")
    ordered = sorted(table, key=lambda one: one.major)
    for before, one in pairwise(ordered):
        if before.major == one.major or before.released >= one.released:
            found.append(f"{one.api} {one.number} is not released after {before.number}.")
    for first, _second, third in zip(ordered, ordered[1:], ordered[2:], strict=False):
        life = life_of(first, ordered, promised=promised(first))
        if life.last_day and third.released <= life.last_day:
            found.append(
                f"{third.api} {third.number} cannot be released on {third.released} "
                f"before {first.number} has ended: it is served through {life.last_day}."
            )
    return found


def midnight(day: date) -> datetime:
    """Return the first moment of a Swedish day."""
    return datetime.combine(day, time(), SWEDEN)


def year_later(day: date) -> date:
    """Return the same date next year; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)
