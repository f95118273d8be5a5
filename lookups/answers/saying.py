"""What a value says, as bytes: equal bytes say the same, in whatever order and by whatever names of codes."""

from typing import Any

import msgspec

from lookups.answers.model import Code, Loose
from lookups.catalogue.sensitive import NAMES

_DATES = ("dag", "ersattningsdatum")  # of a day's own row


def encoded(value: Any) -> bytes:
    """Return a value as canonical JSON."""
    return msgspec.json.encode(value, order="deterministic")


def plain(value: Any, *, aged: str, places: bool = False) -> Any:
    """Return what a normalised value says: codes without their names, lists in an order of their own.

    Fields of persons and places are left out, with `places` for a caller who has taken persons away
    itself they stay; so are day rows from before `aged`, which grow out of what is told.
    """
    match value:
        case Code():
            return value.code
        case Loose():
            return [value.first, value.last]
        case dict():
            inner = {
                name: plain(one, aged=aged, places=places)
                for name, one in value.items()
                if places or name not in NAMES
            }
            return {name: one for name, one in inner.items() if one not in ({}, [])}
        case tuple() | list():
            told = [
                plain(one, aged=aged, places=places) for one in value if not _old_day(one, aged)
            ]
            return sorted((one for one in told if one not in ({}, [])), key=encoded)
        case _:
            return value


def _old_day(one: Any, aged: str) -> bool:
    if isinstance(one, dict):
        one = next((one[name] for name in _DATES if name in one), None)
    return isinstance(one, str) and len(one) == 10 and one[4] == "-" and one < aged
