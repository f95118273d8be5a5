"""Leaves out what protection demands: all without the right, else persons and places."""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

from lookups.answers.model import Agency, Findings, Protection
from lookups.answers.persons import Kind, Spot, clear, lists_of, marked, spots
from lookups.answers.values import Native, as_list


class Shield(Enum):
    """How much of a person may be told."""

    OPEN = "open"  # all but protected related persons
    COVERED = "covered"  # neither related persons nor places
    CLOSED = "closed"  # nothing


def protection_of(found: Findings) -> Protection:
    """Return what is known; a mark in the person's own information counts by itself."""
    own = lists_of(Agency.FK, found.documents.get(Agency.FK)).get("generellPersoninformation")
    if any(map(marked, as_list(own))):
        return Protection.SET
    return found.protection


def shield(protection: Protection, *, right: bool) -> Shield:
    """Return how much may be told to a reader with the right to protected persons or without."""
    match protection:
        case Protection.NONE:
            return Shield.OPEN
        case Protection.SET if not right:
            return Shield.CLOSED
        case _:
            return Shield.COVERED


def protected(
    kind: str, item: Native, related: Mapping[str, bool] | None, *, covered: bool
) -> Native:
    """Return an item without what may not be told.

    A field that becomes empty is gone, so that nothing shows where it was. `related` says of each
    other person's number whether they are protected; None: it could not be checked, and none is
    told.
    """
    looked_at = spots(kind)
    if not any(name in item for name in looked_at):
        return item
    told = dict(item)
    for name, spot in looked_at.items():
        if name in told:
            kept = list(_kept(spot, told[name], related, covered=covered))
            if not kept:
                del told[name]
            else:
                told[name] = kept if isinstance(told[name], list) else kept[0]
    return told


def _kept(
    spot: Spot, value: Any, related: Mapping[str, bool] | None, *, covered: bool
) -> Iterator[Any]:
    for one in as_list(value):
        if spot.kind is Kind.INNER:
            if isinstance(one, dict) and (
                inner := protected(spot.type, one, related, covered=covered)
            ):
                yield inner
        elif not covered and (spot.kind is Kind.PLACE or clear(one, related)):
            yield one
