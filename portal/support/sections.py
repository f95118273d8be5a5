"""What rooms above add to support's pages: parts of an organisation's page, and what a reference may name.

Rooms join from their AppConfig; the pages know none of them. All of it is read in support's role.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise

from portal.support.reads import OrganisationTold


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of an organisation's page: its template, and what it shows at a moment (None: nothing)."""

    template: str
    order: int
    told: Callable[[OrganisationTold, datetime], dict[str, Any] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A part as the page includes it."""

    template: str
    told: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something that a reference names: whose, of when, and the address of its page."""

    organisation: OrganisationTold
    at: datetime
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder:
    """How a room finds what a reference names: by the last ten digits of an id, or by the whole of it."""

    heading: str | Promise
    by_digits: Callable[[str], Sequence[Hit]]
    by_id: Callable[[UUID], Sequence[Hit]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """What one room found, under its heading."""

    heading: str | Promise
    hits: tuple[Hit, ...]


_sections: list[Section] = []
_finders: list[Finder] = []


def join(section: Section) -> None:
    """Take a part from a room; called in its AppConfig.ready()."""
    others = [one for one in _sections if one.template != section.template]
    _sections[:] = sorted([*others, section], key=lambda one: one.order)


def join_finder(finder: Finder) -> None:
    """Take a way to find from a room; called in its AppConfig.ready()."""
    _finders[:] = [one for one in _finders if one.heading != finder.heading] + [finder]


def shown(whose: OrganisationTold, *, at: datetime) -> list[Shown]:
    """Return the parts that an organisation's page shows, in their order."""
    found = ((one.template, one.told(whose, at)) for one in _sections)
    return [Shown(template=template, told=told) for template, told in found if told is not None]


def by_digits(digits: str) -> tuple[Hits, ...]:
    """Return what a reference's ten hexadecimal digits name in the rooms above."""
    return _hits((one, one.by_digits(digits)) for one in _finders)


def by_id(told: UUID) -> tuple[Hits, ...]:
    """Return what an id names in the rooms above."""
    return _hits((one, one.by_id(told)) for one in _finders)


def _hits(found: Iterable[tuple[Finder, Sequence[Hit]]]) -> tuple[Hits, ...]:
    return tuple(Hits(heading=one.heading, hits=tuple(hits)) for one, hits in found if hits)
