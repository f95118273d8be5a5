"""A file of persons as it was read: how, and what each of its rows is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from lookups.mass.files.words import sentence


class Kind(StrEnum):
    """What was read."""

    CSV = "csv"
    TXT = "txt"
    XLSX = "xlsx"
    PASTED = "inklistrat"
    JSON = "json"
    NDJSON = "ndjson"


class Adjustment(TextChoices):
    """What was mended in a row, since it could not be wrong."""

    CENTURY = "sekel", _("Århundrade tillagt (10 siffror blev 12)")
    SEPARATORS = "skiljetecken", _("Skiljetecken och mellanslag borttagna")
    ZERO = "inledande_nolla", _("Inledande nolla tillagd (kalkylblad)")
    NUMBER_CELL = "talcell", _("Talcell läst som text")
    QUOTES = "citattecken", _("Citattecken borttagna")
    SAME = "samma_person", _("Samma person som en tidigare rad")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Ceilings: bytes, rows, characters of a line, bytes unpacked, characters of a reference."""

    size: int
    rows: int
    line: int
    unpacked: int
    reference: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the user says of the file: its column of numbers, a letter ("B") or a heading; None: recognise it."""

    column: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How it was read, as it is shown. `uncertain`: the encoding is a guess."""

    kind: Kind
    encoding: str | None = None
    separator: str | None = None
    column: str = ""  # letter
    header: bool = False
    sheet: str | None = None
    other_sheets: int = 0  # hidden ones too
    uncertain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A row that can be asked; `line` as the user's program shows it, `same_as` the first with the same person."""

    line: int
    number: str  # 12 digits
    own: str = ""
    case: str = ""
    adjustments: tuple[Adjustment, ...] = ()
    same_as: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A row that cannot be asked, and why; never its number."""

    line: int
    column: str
    code: str
    own: str = ""
    params: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def detail(self) -> str:
        """Return what is wrong and what to do, in the active language."""
        return sentence(self.code, self.params)


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A row that is not asked: `tom` or `avstar`."""

    line: int
    why: str
