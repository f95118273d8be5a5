"""The contract's field names in words, by `data/fields.toml`; a file that contradicts the contract is refused."""

import tomllib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import msgspec

from lookups.catalogue import contract
from lookups.catalogue.errors import Inconsistent

FILE = "fields.toml"
# What an answer is made of; the other types are the question's and the frame's.
ROOTS = (
    "Formansinformation",
    "PmFormanAnsprak",
    "PmFormanBeslut",
    "PmFormanUtbetalning",
    "PmOvrigInformation",
)


class Unit(StrEnum):
    """What a bare number counts."""

    KRONOR = "kronor"
    PERCENT = "percent"  # 55 is 55 %
    SHARE = "share"  # 0.5 is 50 %
    DAYS = "days"
    HOURS = "hours"
    MONTHS = "months"
    YEARS = "years"
    NAME = "name"  # nothing: a year, a number by which something is known


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A field in words."""

    sv: str
    en: str
    unit: Unit | None = None


@cache
def fields() -> Mapping[str, Words]:
    """Return the words of every field that can be told, by the contract's name. Raises Inconsistent."""
    return read((files("lookups.catalogue") / "data" / FILE).read_text(encoding="utf-8"))


@cache
def told() -> frozenset[str]:
    """Return the names of every field that an answer may hold, given or not."""
    types = contract.types()
    found: set[str] = set()
    seen: set[str] = set()
    waiting = [*ROOTS]
    while waiting:
        owner = waiting.pop()
        if owner not in seen:
            seen.add(owner)
            found.update(types.get(owner, {}))
            waiting.extend(field.kind for field in types.get(owner, {}).values())
    return frozenset(found)


def read(text: str) -> Mapping[str, Words]:
    """Return what a file says. Raises Inconsistent, which names every field at fault."""
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as no:
        raise Inconsistent(FILE, (str(no),)) from None
    found: dict[str, Words] = {}
    faults: list[str] = []
    for name, one in written.items():
        try:
            found[name] = msgspec.convert(one, Words)
        except msgspec.ValidationError as no:
            faults.append(f"{name}: {no}")
    if faults or (faults := list(_faults(found))):
        raise Inconsistent(FILE, tuple(faults))
    return MappingProxyType(found)


def _faults(found: Mapping[str, Words]) -> Iterator[str]:
    yield from (f"{name}: no such field in the contract" for name in sorted({*found} - told()))
    yield from (f"{name}: no words" for name in sorted(told() - {*found}))
    yield from (
        f"{name}: empty" for name, one in found.items() if not (one.sv.strip() and one.en.strip())
    )
