"""Cells of one sheet, row by row as its program numbers them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import IO

from lookups.mass.files.cells import Cell
from lookups.mass.files.parts import END, START, TEXT, Unfit, events

_ROWS, _COLUMNS = (
    1_048_576,
    200,
)  # a sheet has no more rows; columns further right are not looked at
_CELL = 64 * 1024  # characters; programs take half as many
_DAY_0, _DAY_0_FROM_1904 = date(1899, 12, 30), date(1904, 1, 1)
_LAST_DAY = 100_000  # year 2173: a larger number is no date, whatever its style
_EMPTY = Cell("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """What cells refer to: shared texts by place, and styles that show numbers as dates."""

    texts: Sequence[str]
    dates: frozenset[str]
    from_1904: bool = False


@dataclass(slots=True)
class _Reading:
    """The row and the cell that are being read."""

    book: Book
    last: int = 0
    column: int = -1
    cells: list[Cell] = field(default_factory=list)
    kind: str = "n"
    style: str = "0"
    parts: list[str] = field(default_factory=list)
    length: int = 0
    formula: bool = False
    inside: bool = False
    spoken: bool = False  # how a text is pronounced is no part of it

    def row(self, more: Mapping[str, str]) -> int:
        """Begin a row; return how many the file left out before it."""
        number = int(more.get("r", self.last + 1))
        if not self.last < number <= _ROWS:
            raise Unfit
        missing = number - self.last - 1
        self.last, self.column, self.cells = number, -1, []
        return missing

    def cell(self, more: Mapping[str, str]) -> None:
        """Begin a cell."""
        self.column = _place(more["r"]) if "r" in more else self.column + 1
        self.kind, self.style = more.get("t", "n"), more.get("s", "0")
        self.parts, self.length, self.formula = [], 0, False

    def add(self, text: str) -> None:
        """Take a piece of text, where it is the cell's."""
        if not self.inside or self.spoken:
            return
        self.parts.append(text)
        self.length += len(text)
        if self.length > _CELL:
            raise Unfit

    def within(self, name: str, *, begins: bool) -> None:
        """Note what a cell holds."""
        if name in _VALUES:
            self.inside = begins
        elif name == "rPh":
            self.spoken = begins
        elif name == "f":
            self.formula = True

    def end(self) -> None:
        """Keep the cell, where it is one that is looked at."""
        missing = self.column - len(self.cells)
        if missing >= 0 and self.column < _COLUMNS:
            self.cells.extend([_EMPTY] * missing)
            told = "".join(self.parts)
            self.cells.append(
                Cell("", formula=True)
                if self.formula
                else _cell(told, self.kind, self.book, dated=self.style in self.book.dates)
            )


def rows(source: IO[bytes], book: Book) -> Iterator[Sequence[Cell]]:
    """Give each row's cells; rows that the file leaves out are empty. Raises as parts.events does, and ValueError."""
    reading = _Reading(book)
    for kind, name, more in events(source):
        if kind == TEXT:
            reading.add(name)
        elif name == "c":
            reading.cell(more) if kind == START else reading.end()
        elif name == "row":
            if kind == START:
                yield from ((),) * reading.row(more)
            else:
                yield reading.cells
        elif name == "sheetData" and kind == END:
            return
        else:
            reading.within(name, begins=kind == START)


_VALUES = frozenset("vt")


def _place(reference: str) -> int:
    """Return a reference's column, 0 being A.

    >>> _place("A1"), _place("AB17")
    (0, 27)
    """
    place = 0
    for one in reference:
        if not "A" <= one <= "Z":
            break
        place = place * 26 + ord(one) - 64
    return place - 1


def _cell(text: str, kind: str, book: Book, *, dated: bool) -> Cell:
    if not text:
        return _EMPTY
    if kind == "s":
        return Cell(book.texts[int(text)])
    if kind == "b":
        return Cell("ja" if text in _TRUE else "nej")
    if kind != "n":
        return Cell(text)
    return _number(text, dated=dated, from_1904=book.from_1904)


_TRUE = frozenset(["1", "true"])


def _number(text: str, *, dated: bool, from_1904: bool) -> Cell:
    if not text.isdecimal():
        value = float(text)
        text = str(int(value)) if value.is_integer() else str(value)
        if not text.isdecimal():
            return Cell(text, number=True)
    if dated and 0 < int(text) < _LAST_DAY:
        first = _DAY_0_FROM_1904 if from_1904 else _DAY_0
        return Cell((first + timedelta(days=int(text))).isoformat())
    return Cell(text, number=True)
