"""Packs an answer into bytes and back, whole: dataclasses by name, from a closed list; nothing else can come of it."""

import dataclasses
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from lookups.answers import model as answers
from lookups.online.model import Told

_KNOWN: dict[str, Any] = {
    one.__name__: one
    for one in (*vars(answers).values(), Told)
    if isinstance(one, type) and (dataclasses.is_dataclass(one) or issubclass(one, StrEnum))
}
_PLAIN = (str, int, bool, type(None))


def pack(told: Told) -> bytes:
    """Return the answer as bytes."""
    return msgspec.json.encode(_to(told))


def unpack(packed: bytes) -> Told:
    """Return the answer that `pack` was given."""
    told: Told = _from(msgspec.json.decode(packed))
    return told


def _to(value: Any) -> Any:  # noqa: PLR0911  # one return a kind
    """Return plain JSON; what JSON has no word for is a list that begins with its kind."""
    name = type(value).__name__
    if isinstance(value, StrEnum):
        return ["enum", name, value.value]
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, (Decimal, UUID)):
        return [name, str(value)]
    if isinstance(value, (datetime, date)):
        return [name, value.isoformat()]
    if isinstance(value, (tuple, list)):
        return ["tuple", *map(_to, value)]
    if isinstance(value, frozenset):
        return ["frozenset", *map(_to, sorted(value))]
    if isinstance(value, Mapping):
        return ["map", *([_to(key), _to(one)] for key, one in value.items())]
    fields = {one.name: _to(getattr(value, one.name)) for one in dataclasses.fields(value)}
    return ["of", name, fields]


def _from(told: Any) -> Any:  # noqa: PLR0911  # one return a kind
    if not isinstance(told, list):
        return told
    kind, *rest = told
    match kind:
        case "enum":
            return _KNOWN[rest[0]](rest[1])
        case "of":
            return _KNOWN[rest[0]](**{key: _from(one) for key, one in rest[1].items()})
        case "tuple":
            return tuple(map(_from, rest))
        case "frozenset":
            return frozenset(map(_from, rest))
        case "map":
            return {_from(key): _from(one) for key, one in rest}
    makers: dict[str, Callable[[str], Any]] = {
        "Decimal": Decimal,
        "UUID": UUID,
        "date": date.fromisoformat,
        "datetime": datetime.fromisoformat,
    }
    return makers[kind](rest[0])
