"""What may follow an answer: rooms above join their forms, which are sent person, purpose and case in the body.

They join links, too, to pages of the answer's own, which carry its id and are for some answers alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise

from lookups.online.keeping import Kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A button under the answer, and the name of the address that it posts to."""

    label: str | Promise
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link under the answers that it fits, and the name of the address, which is given the answer's id."""

    label: str | Promise
    name: str
    fits: Callable[[Kept], bool]


_steps: dict[str, Step] = {}
_links: dict[str, Link] = {}


def join(step: Step) -> None:
    """Take a step from a room; called in its AppConfig.ready()."""
    _steps[step.name] = step


def join_link(link: Link) -> None:
    """Take a link from a room; called in its AppConfig.ready()."""
    _links[link.name] = link


def steps() -> Sequence[Step]:
    """Return the joined steps."""
    return list(_steps.values())


def links(kept: Kept, answer: UUID) -> Sequence[tuple[str | Promise, str]]:
    """Return what the links that fit an answer say, and their addresses."""
    return [
        (one.label, reverse(one.name, args=[answer])) for one in _links.values() if one.fits(kept)
    ]
