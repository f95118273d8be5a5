"""A file of persons as it was read: how, and what each of its rows is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What was read."""

    CSV = "csv"
    TXT = "txt"
    XLSX = "xlsx"
    PASTED = "inklistrat"
    JSON = "json"
    NDJSON = "ndjson"


class Adjustment(StrEnum):
    """What was repaired in a row."""

    CENTURY = "sekel"
    SEPARATORS = "skiljetecken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Ceilings: bytes, rows, characters of a line, bytes unpacked, characters of a reference."""

    size: int
    rows: int
    line: int
    unpacked: int
    reference: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How it was read."""

    kind: Kind
    encoding: str | None = None
    separator: str | None = None
    column: str = ""
    header: bool = False
    sheet: str | None = None
    other_sheets: int = 0
    uncertain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A row that can be asked."""

    line: int
    number: str  # 12 digits
    own: str = ""
    case: str = ""
    adjustments: tuple[Adjustment, ...] = ()
    same_as: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A row that cannot be asked; never its number."""

    line: int
    column: str
    code: str
    own: str = ""
    params: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def detail(self) -> str:
        """Return what is wrong, in words."""
        return self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A row that is not asked."""

    line: int
    why: str
