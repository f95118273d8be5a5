"""What may follow a mass query that has answers: rooms above join links to pages of theirs, each for some queries."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from lookups.mass.model import QueryTold


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link of the queries that it fits, and the name of the address, which is given the query's id."""

    label: str | Promise
    name: str
    fits: Callable[[QueryTold], bool]  # the connection acts for the query's organisation


_links: dict[str, Link] = {}


def join(link: Link) -> None:
    """Take a link from a room; called in its AppConfig.ready()."""
    _links[link.name] = link


def links(query: QueryTold) -> Sequence[tuple[str | Promise, str]]:
    """Return what the links that fit a query say, and their addresses. The connection acts for its organisation."""
    return [
        (one.label, reverse(one.name, args=[query.id]))
        for one in _links.values()
        if one.fits(query)
    ]
