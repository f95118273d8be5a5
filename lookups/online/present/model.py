"""What the answer's page shows, in words: templates lay it out and decide nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

FIRST = frozenset({"unchecked", "withheld"})  # kinds of findings that are never folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A column's heading."""

    text: str
    numeric: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell; `note` is a second, smaller line; `span` how many columns it takes; a day or period is not broken."""

    text: str
    note: str = ""
    numeric: bool = False
    day: bool = False
    span: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A small table within a row's details."""

    caption: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A label with its value, or with lines and small tables of its own."""

    label: str
    value: str = ""
    lines: tuple["Line", ...] = ()
    grids: tuple[Grid, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What a row or a person holds beside the cells."""

    lines: tuple[Line, ...] = ()
    grids: tuple[Grid, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.lines or self.grids)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table; `about` names it where many rows look alike."""

    cells: tuple[Cell, ...]
    details: Details
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of an agency's; `key` is its id on the page."""

    key: str
    caption: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    note: str = ""

    @property
    def lined(self) -> Iterator[tuple[Row, list[tuple[str, Cell]]]]:
        """Yield each row with its cells beside their heads' words: on a narrow screen they stand one under another."""
        for row in self.rows:
            places = accumulate((cell.span for cell in row.cells[:-1]), initial=0)
            yield (
                row,
                [
                    (self.heads[place].text if cell.span == 1 else "", cell)
                    for place, cell in zip(places, row.cells, strict=True)
                ],
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """All that one agency's extract told; `source` says from when the extract is."""

    agency: str
    tables: tuple[Table, ...]
    others: tuple[Line, ...]
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthTold:
    """A month's payments of both agencies; `nets` is what they come to, for who does not unfold them, too."""

    name: str
    nets: tuple[str, ...]
    opened: bool
    table: Table
    totals: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentsTold:
    """Payments by month, the latest first; `notes` say what no sum holds, and stand before them."""

    months: tuple[MonthTold, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingTold:
    """Decisions on a day: in force, and apart from them what looks so; what has ended stands as lines."""

    day: str
    tables: tuple[Table, ...]
    ended: tuple[Line, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What became of some groups: `kind` names the component's look, `word` says it beside the icon."""

    kind: str  # given|nothing|unchecked|closed|withheld
    word: str
    sentence: str
    groups: tuple[Line, ...]  # per information class, the groups' names


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """One agency's extract: from when, or why it was not read; `told` is what became of the question there."""

    text: str
    read: bool
    told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What stands first on the page about a protected person, to a reader with the right."""

    heading: str
    text: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The record of the question: who, when, for what, about whom, until when it can be read."""

    number: str
    answered: str
    until: str
    printed: str
    period: str
    purpose: str
    purpose_code: str
    case: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceLine:
    """What became of one group since the answer before: `kind` is the look, `word` says it."""

    kind: str  # new|changed|gone
    word: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceTold:
    """What has changed since the organisation last asked; `rest` is as it was, `unsure` cannot be compared."""

    compared: str
    changes: tuple[SinceLine, ...]
    rest: tuple[str, ...]
    unsure: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The whole page."""

    record: Record
    notice: Notice | None
    replaced: str  # "" when the number stands
    covered: str  # "" when protection could be checked
    facts: tuple[Line, ...]
    person: Details
    extracts: tuple[Extract, ...]
    findings: tuple[Finding, ...]
    sections: tuple[Section, ...]
    payments: PaymentsTold | None = None  # None: not asked for, or not chosen
    standing: StandingTold | None = None
    narrowed: str = ""  # "" when all is shown
    since: SinceTold | None = None  # where the organisation had asked before, in the same case
    aged: tuple[str, ...] = ()  # an extract older than the year's recalculation
    foot: tuple[str, ...] = ()  # how care fees treat it, where it was asked for their sake
    text: str = ""
    journal: str = ""  # the payments by month alone, to paste

    @property
    def first_findings(self) -> tuple[Finding, ...]:
        """Return what must be read before any amount: all where nothing was given."""
        if not any(one.kind == "given" for one in self.findings):
            return self.findings
        return tuple(one for one in self.findings if one.kind in FIRST)

    @property
    def later_findings(self) -> tuple[Finding, ...]:
        """Return the rest of what became of the groups, which is folded."""
        first = self.first_findings
        return tuple(one for one in self.findings if one not in first)
