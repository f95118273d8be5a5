"""The first line of an extract file: whose it is, when it was made, and how many persons follow."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

import msgspec

from lookups.answers.model import Agency
from lookups.registers.faults import LoadRefused, No, WrongLine
from lookups.registers.models import Sort

FORMAT = "extract/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What the file says of itself."""

    agency: Agency
    made: datetime  # aware
    persons: int  # lines that follow
    sort: Sort


class _Wire(msgspec.Struct, forbid_unknown_fields=True):
    """The line as JSON; what each value may be is judged after, each with a sentence of its own."""

    format: Any
    utlamnare: Any
    personer: Annotated[int, msgspec.Meta(ge=0)]
    slag: Any
    skapat: Any = None


def read_manifest(line: bytes | WrongLine | None) -> Manifest:
    """Return the manifest that a file's first line holds; raise LoadRefused."""
    if line is None:
        raise LoadRefused(No.EMPTY)
    try:
        told = msgspec.json.decode(line if isinstance(line, bytes) else b"", type=_Wire)
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        raise _refused(fault) from fault
    if told.format != FORMAT:
        raise LoadRefused(No.FORMAT)
    if told.utlamnare not in list(Agency):
        raise LoadRefused(No.AGENCY)
    if told.slag not in Sort.values:
        raise LoadRefused(No.SORT)
    return Manifest(
        agency=Agency(told.utlamnare),
        made=_time(told.skapat),
        persons=told.personer,
        sort=Sort(told.slag),
    )


def _time(text: Any) -> datetime:
    try:
        made: datetime = msgspec.convert(text, Annotated[datetime, msgspec.Meta(tz=True)])
    except msgspec.ValidationError as fault:
        raise LoadRefused(No.TIME) from fault
    return made


def _refused(fault: Exception) -> LoadRefused:
    """Name the manifest's own field that is missing or wrong; nothing of the line is repeated."""
    for name in _Wire.__struct_fields__:
        if f"`{name}`" in str(fault) or f"$.{name}" in str(fault):
            return LoadRefused(No.MANIFEST_FIELD, detail=name)
    return LoadRefused(No.NO_MANIFEST)
