"""The published types of the contract as strict JSON decoders: one per agency's extract line.

Field names, required fields, kinds of value and patterns hold to the letter; a code that the
contract does not list is no error (decision 0010): the agencies add codes before contracts.
"""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any

import msgspec
from msgspec import UNSET, Meta, UnsetType

from lookups.answers.model import Agency
from lookups.catalogue import contract
from lookups.catalogue.lists import PM_LISTS

# Numbers within these bounds travel exactly, as a binary float too (15 digits).
_INT = Annotated[int, Meta(ge=-(10**15), le=10**15)]
_NUMBER = _INT | Annotated[float, Meta(ge=-1e15, le=1e15)]
_PLAIN: Mapping[str, Any] = MappingProxyType(
    {
        "str": str,
        "int": _INT,
        "num": _NUMBER,
        "bool": bool,
        "date": date,
        "datetime": Annotated[datetime, Meta(tz=True)],
    }
)
# What an extract line has beside the contract's own lists (running.md, Extract file).
_IDENTITY = Annotated[str, Meta(pattern=r"(?a)\A([0-9]{2})?[0-9]{10}\Z")]
_HEAD = [
    ("personnummer", _IDENTITY),
    ("tidigare", list[_IDENTITY] | UnsetType, UNSET),
    ("borttagen", bool | UnsetType, UNSET),
]
_PROTECTION = Annotated[str, Meta(pattern=r"\A(sekretessmarkering|skyddad-folkbokforing)\Z")]


@cache
def typed(name: str) -> Any:
    """Return the Python type of a published one: a Struct that refuses unknown fields, or a value."""
    if name in _PLAIN:
        return _PLAIN[name]
    if value := contract.values().get(name):
        return _checked(_PLAIN[value.kind], value.pattern)
    return msgspec.defstruct(
        name,
        [_field(field) for field in contract.types()[name].values()],
        forbid_unknown_fields=True,
        kw_only=True,
        frozen=True,
        gc=False,  # trees that live for one line
    )


@cache
def decoder(agency: Agency) -> msgspec.json.Decoder[Any]:
    """Return the decoder of one person's line from an agency; it validates as it parses."""
    head: list[Any] = list(_HEAD)
    if agency is Agency.FK:
        head.append(("skydd", _PROTECTION | UnsetType, UNSET))
    line = msgspec.defstruct(
        f"{agency}Line",
        [*head, *_lists(agency)],
        forbid_unknown_fields=True,
        kw_only=True,
        gc=False,
    )
    return msgspec.json.Decoder(line)


@cache
def document_decoder(agency: Agency) -> msgspec.json.Decoder[Any]:
    """Return the decoder of a document as it is kept: its lists alone."""
    return msgspec.json.Decoder(
        msgspec.defstruct(f"{agency}Document", _lists(agency), kw_only=True, gc=False)
    )


def _lists(agency: Agency) -> list[Any]:
    """Return the fields that hold an agency's lists."""
    if agency is Agency.FK:
        return [("formansinformation", typed("Formansinformation") | UnsetType, UNSET)]
    answer = contract.types()["FormansinformationSvar"]
    return [_field(answer[name]) for name in PM_LISTS]


def _field(field: contract.Field) -> tuple[str, Any] | tuple[str, Any, Any]:
    kind = _checked(typed(field.kind), field.pattern)
    if field.many:
        kind = list[kind]  # type: ignore[valid-type]  # made at run time
    return (field.name, kind) if field.required else (field.name, kind | UnsetType, UNSET)


def _checked(kind: Any, pattern: str | None) -> Any:
    """Hold a type to a pattern as JSON Schema reads it: ASCII digits, `$` is the very end."""
    if pattern is None:
        return kind
    return Annotated[kind, Meta(pattern="(?a)" + pattern.replace("$", r"\Z"))]
