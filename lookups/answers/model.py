"""The one model of a question and its answer; page, API versions and files are shapes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from lookups.catalogue.model import Agency, Klass

__all__ = [  # words of the description that an answer is told in
    "Agency",
    "Klass",
]


class State(StrEnum):
    """Whether an agency's extract could be read (tillstånd)."""

    OK = "OK"
    FAULTY = "FELANDE"  # too old
    UNAVAILABLE = "OTILLGANGLIG"  # none loaded, or unreadable
    CLOSED = "STANGD"  # its part is stopped


class Result(StrEnum):
    """What became of one asked group: never a guess."""

    GIVEN = "LAMNAD"
    NOTHING_REGISTERED = "INGET_REGISTRERAT"
    NOT_CHECKED = "KUNDE_INTE_KONTROLLERAS"
    NOT_PERMITTED = "OBEHORIG"
    WITHHELD = "LAMNAS_INTE_UT"


class Protection(StrEnum):
    """What is known of a person's protection."""

    NONE = "none"
    SET = "set"
    UNKNOWN = "unknown"  # FK's extract cannot be read


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From and including `first`, to and including `last`; `last` None is open."""

    first: date
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One person, a closed period, and the groups asked per class."""

    person: str  # 12 digits
    period: Period
    groups: Mapping[Klass, frozenset[str]] | None = None  # None: all that the purpose allows


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """What a purpose may be told; keys are (class, group code)."""

    groups: frozenset[tuple[str, str]]
    left_out: Mapping[tuple[str, str], frozenset[str]]  # native field names withheld without a word


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One agency's part of an answer: could its extract be read, which, when was it made (R8)."""

    agency: Agency
    state: State
    extract: UUID | None
    made: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one asked group. `reason` is a short code (`saknas`, `stangd` …) or None."""

    klass: Klass
    group: str
    name: str  # Swedish name of the group
    agency: Agency
    result: Result
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount; `frequency` is a code such as MANAD, AR, ENGANGS, or None."""

    amount: Decimal
    currency: str = "SEK"
    frequency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A code and its Swedish name; a code we do not know is passed on with itself as name."""

    code: str
    name: str


# What a basis or a person field may hold: the names are the contract's own, values normalised.
Value = (
    str | int | Decimal | bool | Money | Code | tuple["Value", ...] | Mapping[str, "Value"] | None
)
Fields = Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What every row has: who released it, under which group, in which list of the contract's, and its name."""

    agency: Agency
    group: str
    name: str
    source: str = ""  # the list's name in the contract


@dataclass(frozen=True, slots=True, kw_only=True)
class Loose:
    """A period as delivered: each end may be missing or be a month (`YYYY-MM`)."""

    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Row):
    """A decision, one row per decided amount or period. Codes not delivered are None."""

    id: str | None = None
    decided: str | None = None  # date as delivered
    status: Code | None = None  # SLUTLIGT, INTERIMISTISKT, PRELIMINART
    outcome: Code | None = None  # BIFALL, AVSLAG, BEVILJAN …
    kind: Code | None = None  # kind of compensation (ersättning, ersättningstyp)
    period: Loose | None = None
    amount: Money | None = None
    extent: Decimal | None = None  # 0..1
    days: int | None = None
    basis: Fields = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Row):
    """An application (anspråk) that has arrived."""

    id: str | None = None
    arrived: str | None = None
    period: Loose | None = None
    basis: Fields = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRow:
    """A benefit's amount or a deduction. `group` None: it concerns the payment as a whole."""

    benefit: Code | None
    kind: Code | None
    group: str | None = None
    period: Loose | None = None
    extent: Decimal | None = None
    days: int | None = None
    gross: Money | None = None
    tax: Money | None = None
    deduction: Money | None = None
    hours: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment(Row):
    """A payment; `effected` False is a planned one.

    FK's deduction includes the tax; PM has no tax of its own. A payment of PM's may concern several
    groups: `groups` are those told, `group` the first of them, `name` the names of all. `whole`
    False: it concerns groups that are not told, too, so its sums are left out and only the rows
    told stand here.
    """

    effected: bool
    date: str | None
    groups: tuple[str, ...] = ()
    whole: bool = True
    period: Loose | None = None
    kind: Code | None = None  # how it is paid: monthly, daily, in arrears
    payer: Code | None = None
    gross: Money | None = None
    tax: Money | None = None
    deduction: Money | None = None
    net: Money | None = None
    rows: tuple[PaymentRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Other(Row):
    """Other information: person information aside, one row per delivered item."""

    fields: Fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Another person whom the answer names: for the log, not for the reader."""

    number: str  # 12 digits
    role: str  # barn, medsokande, samhorig, avliden, mottagare …


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was told about one person: the whole of it, already cut to what may be told.

    To a reader without the right, a protected person's answer holds what any answer handled by hand
    would: `protection` is NONE then, and every group is WITHHELD. A number that has been replaced
    is told of unprotected persons only.
    """

    number: str  # 12 digits, as asked
    present: str | None  # 12 digits, when the number asked has been replaced
    parts: tuple[Part, ...]
    outcomes: tuple[Outcome, ...]
    protection: Protection
    protection_kind: (
        str | None
    )  # `sekretessmarkering`, `skyddad-folkbokforing`; only with the right
    notice: bool  # the reader has the right, and the person is protected
    person: Fields | None
    decisions: tuple[Decision, ...]
    claims: tuple[Claim, ...]
    payments: tuple[Payment, ...]
    other: tuple[Other, ...]
    named: tuple[Named, ...]


class Findings(Protocol):
    """What the extracts hold of one person (`lookups.registers.model.Found`)."""

    @property
    def number(self) -> str:
        """12 digits, as asked."""

    @property
    def present(self) -> str | None:
        """12 digits, when the number asked has been replaced."""

    @property
    def parts(self) -> tuple[Part, ...]:
        """One of each agency."""

    @property
    def documents(self) -> Mapping[Agency, Mapping[str, Any]]:
        """The agencies' own documents, of parts that are OK; none: nothing is registered there."""

    @property
    def protection(self) -> Protection:
        """What is known of the person's protection."""

    @property
    def protection_kind(self) -> str | None:
        """`sekretessmarkering`, `skyddad-folkbokforing` or None."""
