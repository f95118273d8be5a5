"""Holds a value to a published type, strictly: what is wrong, and where, never with the value itself."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from lookups.catalogue import contract

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def faults(kind: str, value: Any, place: str = "") -> Iterator[str]:
    """Yield each fault as `place: what`; `place` is a path such as `formansinformation.sjukpenningarende[0].beslut`."""
    if kind in contract.types():
        yield from _object(kind, value, place)
    elif kind in contract.values():
        told = contract.values()[kind]
        yield from _plain(told.kind, value, place)
        if told.codes and str(value) not in told.codes:
            yield f"{place}: no code of {kind}"
        yield from _patterned(told.pattern, value, place)
    else:
        yield from _plain(kind, value, place)


def _object(kind: str, value: Any, place: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{place}: is to be an object ({kind})"
        return
    fields = contract.types()[kind]
    strange = sum(name not in fields for name in value)
    if strange:
        yield f"{place}: {strange} keys that {kind} does not have"
    for one in fields.values():
        inner = f"{place}.{one.name}" if place else one.name
        if one.name not in value:
            if one.required:
                yield f"{inner}: is missing in {kind}"
        elif one.many:
            yield from _many(one, value[one.name], inner)
        else:
            yield from _one(one, value[one.name], inner)


def _many(one: contract.Field, value: Any, place: str) -> Iterator[str]:
    if not isinstance(value, list):
        yield f"{place}: is to be a list"
        return
    for number, item in enumerate(value):
        yield from _one(one, item, f"{place}[{number}]")


def _one(one: contract.Field, value: Any, place: str) -> Iterator[str]:
    yield from faults(one.kind, value, place)
    yield from _patterned(one.pattern, value, place)


def _patterned(pattern: str | None, value: Any, place: str) -> Iterator[str]:
    if pattern and isinstance(value, str) and not _compiled(pattern).search(value):
        yield f"{place}: has not the pattern {pattern}"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("$", r"\Z"), re.ASCII)  # as JSON Schema reads it


def _plain(kind: str, value: Any, place: str) -> Iterator[str]:
    if not _KINDS[kind](value):
        yield f"{place}: is to be {kind}"


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _day(value: Any) -> bool:
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _moment(value: Any) -> bool:
    if not isinstance(value, str) or "T" not in value:
        return False
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


_KINDS: Mapping[str, Callable[[Any], bool]] = {
    "str": lambda value: isinstance(value, str),
    "int": _whole,
    "num": lambda value: _whole(value) or isinstance(value, float),
    "bool": lambda value: isinstance(value, bool),
    "date": _day,
    "datetime": _moment,
}
