"""What the extracts hold of one person, as plain frozen data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from lookups.answers.model import Agency, Part, Protection


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What can be read of one person now.

    A document is the agency's own line without identity and protection: FK `{"formansinformation":
    {list: [row…]}}`, PM `{"ansprak": [row…], "beslut": […], …}`; amounts that are no whole numbers
    are Decimal. Only an agency whose part is OK has one; a missing key then says that nothing is
    registered there.
    """

    number: str  # 12 digits, as asked
    present: str | None  # 12 digits, when the number asked has been replaced
    parts: tuple[Part, ...]  # one of each agency, in the order of Agency
    documents: Mapping[Agency, Mapping[str, Any]]
    protection: Protection
    protection_kind: str | None  # sekretessmarkering, skyddad-folkbokforing; None: not told which


@dataclass(frozen=True, slots=True, kw_only=True)
class PutAside:
    """A line that was not taken: its number in the file, the code of what is wrong, and where."""

    line: int
    wrong: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReport:
    """What came of an extract file.

    Persons are counted, `refused` is lines put aside; `aside` lists the first of them.
    """

    extract: UUID
    agency: Agency | None  # None: no manifest could be read
    made: datetime | None
    sort: str
    loaded: bool  # of a dry run: would have been
    dry_run: bool
    read: int
    new: int
    changed: int
    unchanged: int
    gone: int
    refused: int
    aside: tuple[PutAside, ...]
    reason: str  # code of the refusal; empty when loaded
    reason_params: Mapping[str, str | int]
    seconds: float
    digest: str  # SHA-256 of the file, hex, as far as it was read
