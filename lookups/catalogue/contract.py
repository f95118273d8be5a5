"""The published types of the contract, parsed once from `data/types.txt`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

NUMBER = r"^([0-9]{2})?([0-9]{10})$"  # the pattern of an identity number
_FIELD = re.compile(
    r"(?P<name>\w+)(?P<required>\*?) (?P<many>\[?)(?P<kind>\w+)(?: ~(?P<pattern>.+?))?\]?"
)
_VALUE = re.compile(
    r"(?P<name>\w+) = (?P<kind>str|int)(?:\{(?P<codes>.*)\})?(?: ~(?P<pattern>.+))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field; `kind` is a published type or one of str, int, num, bool, date, datetime."""

    name: str
    kind: str
    many: bool
    required: bool
    pattern: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A published value of its own: text or number, with the codes that the contract lists."""

    kind: str
    codes: tuple[str, ...]
    pattern: str | None


@cache
def _text() -> str:
    return (files("lookups.catalogue") / "data" / "types.txt").read_text(encoding="utf-8")


@cache
def types() -> Mapping[str, Mapping[str, Field]]:
    """Return each published object with its fields, in the contract's order."""
    found = {}
    for line in _text().splitlines():
        name, colon, fields = line.partition(": ")
        if colon and name.isidentifier():
            found[name] = MappingProxyType({one.name: one for one in _fields(name, fields)})
    return MappingProxyType(found)


@cache
def values() -> Mapping[str, Named]:
    """Return each published value that has a name of its own."""
    found = {}
    for line in _text().splitlines():
        if told := _VALUE.fullmatch(line.strip()):
            codes = tuple((told["codes"] or "").split())
            found[told["name"]] = Named(kind=told["kind"], codes=codes, pattern=told["pattern"])
    return MappingProxyType(found)


def codes(name: str) -> frozenset[str]:
    """Return the codes that a published value lists.

    >>> sorted(codes("PmFormanGruppKod"))
    ['PM:AP', 'PM:BTI', 'PM:EF']
    """
    return frozenset(values()[name].codes)


def _fields(owner: str, text: str) -> list[Field]:
    found = []
    for one in text.split(", "):
        told = _FIELD.fullmatch(one)
        if told is None:
            message = f"{owner}: cannot read {one!r}"
            raise ValueError(message)
        found.append(
            Field(
                name=told["name"],
                kind=told["kind"],
                many=bool(told["many"]),
                required=bool(told["required"]),
                pattern=told["pattern"],
            )
        )
    return found
