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


def pack(told: Told) -> bytes:
    """Return the answer as bytes."""
    return msgspec.json.encode(_to(told))


def unpack(packed: bytes) -> Told:
    """Return the answer that `pack` was given."""
    told: Told = _from(msgspec.json.decode(packed))
    return told


def _to(value: Any) -> Any:
    """Return plain JSON; what JSON has no word for is a list that begins with its kind."""
    kind = type(value)
    made = _MADE.get(kind)
    if made is None:
        made = _MADE[kind] = _maker(kind)
    return made(value)


def _maker(kind: type) -> Callable[[Any], Any]:
    """Return how values of a type are written; looked up once a type, since a file packs them by the million."""
    name = kind.__name__
    if dataclasses.is_dataclass(kind):
        fields = [(one.name, one.default) for one in dataclasses.fields(kind)]
        return lambda value: [
            "of",
            name,
            {
                field: _to(told)
                for field, default in fields
                if (told := getattr(value, field)) is not default  # what is left out is the default
            },
        ]
    for known, made in _MAKERS.items():
        if issubclass(kind, known):
            return made
    message = f"nothing packs a {name}"
    raise TypeError(message)


_MAKERS: dict[type, Callable[[Any], Any]] = {
    StrEnum: lambda value: ["enum", type(value).__name__, value.value],
    str: lambda value: value,
    int: lambda value: value,  # bool too
    type(None): lambda value: value,
    Decimal: lambda value: ["Decimal", str(value)],
    UUID: lambda value: ["UUID", str(value)],
    datetime: lambda value: ["datetime", value.isoformat()],
    date: lambda value: ["date", value.isoformat()],
    tuple: lambda value: ["tuple", *map(_to, value)],
    list: lambda value: ["tuple", *map(_to, value)],
    frozenset: lambda value: ["frozenset", *map(_to, sorted(value))],
    Mapping: lambda value: ["map", *([_to(key), _to(one)] for key, one in value.items())],
}
_MADE: dict[type, Callable[[Any], Any]] = {}


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
