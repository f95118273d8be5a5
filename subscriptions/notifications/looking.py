"""What is looked for in the inbox, in what order, and where a list of it stopped.

The list is made of two rows of things, each in its own order: notifications by number, finished mass queries by when
they ended. A place says where each of them stopped.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Self
from uuid import UUID

DIGITS = 18  # of a number that any bigint holds
NOBODY = 0
MASS = "MASSFRAGA"  # beside the kinds of notification
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which rows are looked for, and in what order; "", None and False are what was not said."""

    handled: bool = False  # those that are handled, too
    case: str = ""
    kind: str = ""  # of a notification, or MASS
    group: str = ""
    since: date | None = None
    until: date | None = None  # and with that day
    mine: bool = False
    whose: int | None = None  # an account; NOBODY: what nobody is responsible for
    oldest: bool = False  # first


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """Where the mass queries of a list stopped: at one that ended at a moment."""

    at: datetime
    query: UUID
    waiting: bool = True

    @classmethod
    def of(cls, told: str) -> Self | None:
        """Return what `str` made; what is none of it is the beginning.

        >>> str(Ended.of("h1000000-00000000000000000000000000000007").at), Ended.of("1-x")
        ('1970-01-01 00:00:01+00:00', None)
        """
        moment, _, query = told.removeprefix("h").partition("-")
        if not _is_number(moment):
            return None
        try:
            at = _EPOCH + int(moment) * _MICROSECOND
            return cls(at=at, query=UUID(query), waiting=not told.startswith("h"))
        except (ValueError, OverflowError):
            return None

    def __str__(self) -> str:
        moment = (self.at - _EPOCH) // _MICROSECOND
        return f"{'' if self.waiting else 'h'}{moment}-{self.query.hex}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a list stopped: at a number, among those that wait or those that do not, and at a mass query."""

    number: int | None = None
    waiting: bool = True
    mass: Ended | None = None

    @classmethod
    def of(cls, told: str) -> Self | None:
        """Return a place as an address tells it; what is none is the beginning.

        >>> Place.of("12")
        Place(number=12, waiting=True, mass=None)
        >>> str(Place.of("h7.5-00000000000000000000000000000007"))
        'h7.5-00000000000000000000000000000007'
        >>> Place.of("x") is None
        True
        """
        stopped, _, ended = told.partition(".")
        digits = stopped.removeprefix("h")
        number = int(digits) if _is_number(digits) else None
        mass = Ended.of(ended)
        if number is None and mass is None:
            return None
        return cls(number=number, waiting=not stopped.startswith("h"), mass=mass)

    def __str__(self) -> str:
        stopped = "" if self.number is None else f"{'' if self.waiting else 'h'}{self.number}"
        return f"{stopped}.{self.mass}" if self.mass else stopped


def _is_number(told: str) -> bool:
    return told.isascii() and told.isdecimal() and len(told) <= DIGITS
