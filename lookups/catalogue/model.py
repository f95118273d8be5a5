"""The shape of a description: which law a group rests on, and how its items become rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Agency(StrEnum):
    """Who released the information (utlämnare)."""

    FK = "FK"
    PM = "PM"


class Klass(StrEnum):
    """Information class; the values are the keys of `grupper` on the wire."""

    DECISIONS = "beslut"
    CLAIMS = "ansprak"
    PAYMENTS = "utbetalningar"
    PRELIMINARY = "preliminaraUtbetalningar"
    OTHER = "ovrigInformation"


# A slot of the normal form -> the contract's names for it; the first that an item has fills it.
Slots = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """A legal ground, in force from `since` to `until`, both included (None: still)."""

    text: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """Items that become decisions: one row per inner object of FK's case or PM's decision.

    What no slot takes joins the row's basis under its own name. `spread` names objects whose
    members join it one by one. `once` names lists of the outer object that are told on one row
    only, since a reader may add them up, with the field that dates each.
    """

    rows: str
    outer: Slots = field(default_factory=dict)
    inner: Slots = field(default_factory=dict)
    spread: frozenset[str] = frozenset()
    once: Mapping[str, str] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()  # said by the row itself
    started: str | None = None
    active: str | None = None
    refused: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """Items that become claims."""

    slots: Slots
    dropped: frozenset[str] = frozenset()


@dataclass(
    frozen=True, slots=True, kw_only=True, eq=False
)  # by identity: plans are made once of each
class Payments:
    """Items that become payments.

    `family` and `row_group` are paths to a group's abbreviation or code. `sums` cover all rows:
    they are left out when only some of the rows may be told. `deductions` names a list of
    deductions that stands beside the rows, with its own slots.
    """

    effected: bool
    slots: Slots
    sums: Slots
    rows: str
    row: Slots
    family: tuple[str, ...] | None = None
    row_group: tuple[str, ...] = ()
    deductions: str | None = None
    deduction: Slots = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """Items told as they are: other information, debts. `period` None: they stand as of now.

    `spread` names objects whose members are told one by one.
    """

    period: str | None = None
    spread: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Person information of the one asked. `dropped`: what the answer itself says, or must not."""

    dropped: frozenset[str] = frozenset()


Form = Cases | Claims | Payments | Items | Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list in an agency's document, the published type of its items, and how they become rows.

    `group` is the path to the code that an item tells its group by; None: all is one group's.
    `member` is the one object of an item that the group is told in; None: all of it is the group's.
    """

    name: str
    klass: Klass
    kind: str
    form: Form
    group: tuple[str, ...] | None = None
    member: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A group that can be given, in which classes. Fields of persons and places follow from its types."""

    code: str
    classes: frozenset[Klass]  # FK:BST is accepted as a decision and has no list there
    laws: tuple[Law, ...]
    lists: tuple[Listing, ...]

    @property
    def agency(self) -> Agency:
        """Return who releases it."""
        return Agency(self.code[:2])
