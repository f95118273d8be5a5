"""The other persons whom documents name, by the published types, so that none is forgotten."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

from lookups.answers.identities import number_of, numbers_in
from lookups.answers.model import Agency
from lookups.answers.values import Native, as_list
from lookups.catalogue import contract
from lookups.catalogue import services as catalogue
from lookups.catalogue.sensitive import PERSONS, PLACES


class Kind(Enum):
    """What a field that must be looked at holds."""

    PERSON = "person"
    PLACE = "place"
    INNER = "inner"  # an object that holds such fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A field that names other persons, tells of a place, or leads to such a field."""

    kind: Kind
    type: str
    role: str = ""


@cache
def spots(kind: str) -> Mapping[str, Spot]:
    """Return the fields of a published type that must be looked at; for most types none."""
    found = {}
    for field in contract.types().get(kind, {}).values():
        key = f"{kind}.{field.name}"
        if key in PERSONS:
            found[field.name] = Spot(kind=Kind.PERSON, type=field.kind, role=PERSONS[key])
        elif key in PLACES:
            found[field.name] = Spot(kind=Kind.PLACE, type=field.kind)
        elif spots(field.kind):
            found[field.name] = Spot(kind=Kind.INNER, type=field.kind)
    return found


def named_in(kind: str, item: Native) -> Iterator[tuple[str, str]]:
    """Yield number and role of every other person that an item names by a clear number."""
    for name, spot in spots(kind).items():
        if (value := item.get(name)) is None or spot.kind is Kind.PLACE:
            continue
        for one in as_list(value):
            if spot.kind is Kind.PERSON:
                yield from ((number, spot.role) for number in numbers_in(one) if number)
            elif isinstance(one, dict):
                yield from named_in(spot.type, one)


def persons_named(documents: Mapping[Agency, Mapping[str, Any]]) -> frozenset[str]:
    """Return the 12-digit numbers of all other persons in what could be told from the documents."""
    return frozenset(
        number
        for agency, document in documents.items()
        for name, kind in _lists()[agency]
        for item in as_list(lists_of(agency, document).get(name))
        if isinstance(item, dict)
        for number, _ in named_in(kind, item)
    )


def lists_of(agency: Agency, document: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """Return the lists of an agency's document, by the contract's names."""
    if document is None:
        return {}
    inner = document.get("formansinformation", {}) if agency is Agency.FK else document
    return inner if isinstance(inner, dict) else {}


def marked(value: Any) -> bool:
    """Say whether the document itself says of a person that they are protected."""
    return isinstance(value, dict) and value.get("skyddad") is True


def clear(value: Any, related: Mapping[str, bool] | None) -> bool:
    """Say whether all whom a field names are known not to be protected."""
    if marked(value):
        return False
    if isinstance(value, dict) and number_of(value) is None:
        return False
    numbers = numbers_in(value)
    return not numbers or (
        related is not None
        and all(number is not None and related.get(number) is False for number in numbers)
    )


@cache
def _lists() -> Mapping[Agency, frozenset[tuple[str, str]]]:
    """Return the lists that could be told and name persons, with the type of their items."""
    return {
        agency: frozenset(
            (one.name, one.kind)
            for entry in catalogue.entries().values()
            if entry.agency is agency
            for one in entry.lists
            if spots(one.kind)
        )
        for agency in Agency
    }
