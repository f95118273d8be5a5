"""Types of fields on the wire: stricter than pydantic's own, which reads numbers as dates and braces as ids."""

import re
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, StringConstraints, WithJsonSchema

from portal.api.faults import wrong
from portal.signs import unseen

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)
FIRST_YEAR, LAST_YEAR = 1900, 2199  # outside them no register holds anything


def _date(value: Any) -> Any:
    if not isinstance(value, str):
        raise wrong("typ")
    if not _DATE.fullmatch(value):
        raise wrong("datum")
    try:
        told = date.fromisoformat(value)
    except ValueError:
        raise wrong("datum") from None
    if not FIRST_YEAR <= told.year <= LAST_YEAR:
        raise wrong("datum")
    return told


def _uuid(value: Any) -> Any:
    if not isinstance(value, str):
        raise wrong("typ")
    if not _UUID.fullmatch(value):
        raise wrong("form")
    return UUID(value)


def _printable(value: str) -> str:
    """Refuse what cannot be seen."""
    if unseen(value):
        raise wrong("tecken")
    return value


WireDate = Annotated[
    date,
    BeforeValidator(_date),
    WithJsonSchema(
        {
            "type": "string",
            "format": "date",
            "pattern": "^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}$",
            "examples": ["2026-11-23"],
        }
    ),
]
WireUuid = Annotated[
    UUID, BeforeValidator(_uuid), WithJsonSchema({"type": "string", "format": "uuid"})
]
Text40 = Annotated[str, StringConstraints(min_length=1, max_length=40), AfterValidator(_printable)]
Text64 = Annotated[str, StringConstraints(max_length=64), AfterValidator(_printable)]
Text100 = Annotated[str, StringConstraints(max_length=100), AfterValidator(_printable)]
