"""Packs an answer into bytes and back, whole: its fields as JSON, read by their types; nothing else can come of it."""

import dataclasses
import types
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import msgspec

from lookups.answers.model import Code, Money
from lookups.online.model import Told

_Reader = Callable[[Any], Any]
_encode = msgspec.json.Encoder(decimal_format="number").encode
_decode = msgspec.json.Decoder(float_hook=Decimal).decode


def pack(told: Told) -> bytes:
    """Return the answer as bytes."""
    return _encode(told)


def unpack(packed: bytes) -> Told:
    """Return the answer that `pack` was given; among loose fields a whole number is an int, whatever it was."""
    told: Told = _reader(Told)(_decode(packed))
    return told


@cache
def _reader(hint: Any) -> _Reader:
    """Return what reads a value of a declared type. Raises KeyError for a type that nothing packs."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Mapping:  # the one mapping there is: `Fields`
        return _fields
    if origin in (Union, types.UnionType):
        (one,) = (arg for arg in inner if arg is not type(None))
        return _reader(one)  # None is never read
    if origin is tuple:
        read = _reader(inner[0])
        return lambda told: tuple(map(read, told))
    if dataclasses.is_dataclass(hint):
        return _of(hint)
    if issubclass(hint, StrEnum):
        enum: _Reader = hint
        return enum
    return _PLAIN[hint]


def _same(told: Any) -> Any:
    return told


_PLAIN: dict[Any, _Reader] = {
    str: _same,
    int: _same,
    bool: _same,
    Decimal: Decimal,
    UUID: UUID,
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
}


def _of(kind: Any) -> _Reader:
    hints = get_type_hints(kind)
    readers = {
        one.name: reader
        for one in dataclasses.fields(kind)
        if (reader := _reader(hints[one.name])) is not _same
    }

    def read(told: dict[str, Any]) -> Any:
        for name, of in readers.items():
            if (value := told.get(name)) is not None:
                told[name] = of(value)
        return kind(**told)

    return read


_MONEY, _CODE = (frozenset(one.__slots__) for one in (Money, Code))


def _fields(told: dict[str, Any]) -> Mapping[str, Any]:
    return {name: _value(one) for name, one in told.items()}


def _value(told: Any) -> Any:
    match told:
        case dict():
            if told.keys() == _CODE:
                return Code(**told)
            if told.keys() == _MONEY:
                return Money(**(told | {"amount": Decimal(told["amount"])}))
            return _fields(told)
        case list():
            return tuple(map(_value, told))
    return told
