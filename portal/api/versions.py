"""The life of an API's versions (R9-R11; api.md, Headers): one table holds the dates, the rest follows. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from email.utils import format_datetime

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """What follows for a version from its successor's release; without one all is None."""

    version: Version
    successor: Version | None
    deprecated: datetime | None  # from the successor's release
    ends: (
        datetime | None
    )  # the first moment it is no longer served: 24.00 Swedish time, a year later (R10)

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
        if self.successor and self.ends and at >= self.ends:
            raise VersionEnded(
                api=self.version.api,
                version=self.version.major,
                datum=(self.ends.astimezone(SWEDEN).date() - timedelta(days=1)).isoformat(),
                efterfoljare=self.successor.major,
            )


def life_of(version: Version, table: Sequence[Version]) -> Life:
    """Return a version's life; its successor is the next major number of the same API in the table.

    >>> nine = Version(api="A", number="9.0.0", released=date(2024, 1, 1), path="/a/v9")
    >>> ten = Version(api="A", number="10.0.0", released=date(2026, 11, 2), path="/a/v10")
    >>> life_of(nine, [nine, ten]).ends.isoformat()
    '2027-11-03T00:00:00+01:00'
    """
    later = [one for one in table if one.api == version.api and one.major > version.major]
    if not later:
        return Life(version=version, successor=None, deprecated=None, ends=None)
    successor = min(later, key=lambda one: one.major)
    return Life(
        version=version,
        successor=successor,
        deprecated=_midnight(successor.released),
        ends=_midnight(_year_later(successor.released) + timedelta(days=1)),
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SWEDEN)


def _year_later(day: date) -> date:
    """Return the same date next year; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)
