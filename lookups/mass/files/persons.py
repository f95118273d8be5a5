"""A row of cells to a person, or to why it cannot be asked; mended only where it cannot be wrong."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from lookups.mass.files import words
from lookups.mass.files.cells import Cell, letter, text_of
from lookups.mass.files.columns import YES, Columns, Row
from lookups.mass.files.model import Adjustment, Fault, Person, Skipped
from portal import identity
from portal.identity import Felkod, InvalidIdentity
from portal.signs import unseen

JudgeCase = Callable[[str], str | None]
CASE = 100  # characters, as for a question about one person
_CUT = re.compile(r"\d([.,]\d+)?[eE]\+?\d+")
_QUOTES = "\"'`´’”“"  # noqa: RUF001
_TEN = 10
_ROUNDED = "0000"  # what a spreadsheet leaves of the last four digits; nobody has them


class RowFault(Exception):  # it is told, not raised to anybody
    """Why a row cannot be asked."""

    def __init__(self, code: str, column: int | None = None, **params: str | int) -> None:
        super().__init__(code)
        self.code, self.column, self.params = code, column, params


@dataclass(slots=True, kw_only=True)
class Reader:
    """Reads rows in order, and knows which persons it has seen."""

    columns: Columns
    today: date
    reference: int  # characters
    lenient_century: bool = False
    judge_case: JudgeCase | None = None
    listed: bool = False  # an element of a list is never skipped
    seen: dict[int, int] = field(default_factory=dict)  # number: line; whole numbers are small

    def read(self, line: int, row: Row) -> Person | Fault | Skipped:
        """Return what a row is."""
        if not self.listed and not any(
            text_of(cell) or getattr(cell, "formula", False) for cell in row
        ):
            return Skipped(line=line, why="tom")
        own = self._text(row, self.columns.own)
        try:
            self._refuse_formulas(row)
            if self._text(row, self.columns.declines).casefold() in YES:
                return Skipped(line=line, why="avstar")
            return self._person(line, row, own)
        except RowFault as fault:
            column = self.columns.number if fault.column is None else fault.column
            return Fault(
                line=line,
                column=letter(column),
                code=fault.code,
                own="" if self._unfit(own) else own,
                params=fault.params,
            )

    def _person(self, line: int, row: Row, own: str) -> Person:
        width = self.columns.width
        if width is not None and any(text_of(cell) for cell in row[width:]):
            raise RowFault(words.COLUMNS, n=len(row), m=width)
        place = self.columns.number
        cell = row[place] if len(row) > place else ""
        number, adjustments = self.number(cell)
        case = self._case(row, own)
        first = self.seen.setdefault(int(number), line)
        if first != line:
            adjustments = (*adjustments, Adjustment.SAME)
        return Person(
            line=line,
            number=number,
            own=own,
            case=case,
            adjustments=adjustments,
            same_as=None if first == line else first,
        )

    def _refuse_formulas(self, row: Row) -> None:
        """Raise RowFault for a computed cell: whether the person declines, or whose row it is, is not guessed."""
        for place in (self.columns.declines, self.columns.own, self.columns.case):
            if place is not None and len(row) > place and getattr(row[place], "formula", False):
                raise RowFault(words.FORMULA, place)

    def _case(self, row: Row, own: str) -> str:
        case = " ".join(self._text(row, self.columns.case).split())
        if len(own) > self.reference:
            raise RowFault(words.TOO_LONG, self.columns.own, n=self.reference)
        if len(case) > CASE:
            raise RowFault(words.CASE_TOO_LONG, self.columns.case, n=CASE)
        if unseen(case):
            raise RowFault(words.CASE_SIGNS, self.columns.case)
        for text, column in ((own, self.columns.own), (case, self.columns.case)):
            if text and identity.find_identity_in(text):
                raise RowFault(words.HOLDS_IDENTITY, column)
        code = self.judge_case(case) if self.judge_case else None
        if code:
            raise RowFault(code, self.columns.case)
        return case

    def number(self, cell: str | Cell) -> tuple[str, tuple[Adjustment, ...]]:
        """Return a cell's number with 12 digits, and what was mended. Raises RowFault."""
        typed = not isinstance(cell, str) and cell.number
        if not isinstance(cell, str) and cell.formula:
            raise RowFault(words.FORMULA)
        text = text_of(cell)
        adjustments = []
        if (bare := text.strip(_QUOTES).strip()) != text:
            adjustments.append(Adjustment.QUOTES)
        if typed:
            adjustments.append(Adjustment.NUMBER_CELL)
        if _CUT.fullmatch(bare) or (typed and bare.endswith(_ROUNDED)):
            raise RowFault(words.CUT)
        try:
            told = self._parsed(bare)
        except InvalidIdentity as fault:
            whole = self._with_zero(bare) if typed and fault.felkod is Felkod.LENGTH else None
            if whole is None:
                params = {"antal": _digits(bare)} if fault.felkod is Felkod.LENGTH else {}
                raise RowFault(fault.felkod.value, **params) from None
            told, bare = whole, bare.zfill(_TEN)
            adjustments.append(Adjustment.ZERO)
        if not bare.isdigit():
            adjustments.append(Adjustment.SEPARATORS)
        if _digits(bare) == _TEN:
            adjustments.append(Adjustment.CENTURY)
        return told, tuple(adjustments)

    def _with_zero(self, text: str) -> str | None:
        """Return the number whose first zeros a spreadsheet ate; None where that makes no number.

        Three may be gone, of those born in 2000; date and check digit hold all the same.
        """
        if not _TEN - 3 <= len(text) < _TEN or not text.isdigit():
            return None
        try:
            return self._parsed(text.zfill(_TEN))
        except InvalidIdentity:
            return None

    def _parsed(self, text: str) -> str:
        return identity.parse(text, today=self.today, lenient_century=self.lenient_century).number

    def _unfit(self, own: str) -> bool:
        """Say whether an own reference may not be kept, even to name a faulty row."""
        return len(own) > self.reference or identity.find_identity_in(own)

    @staticmethod
    def _text(row: Row, place: int | None) -> str:
        return text_of(row[place]) if place is not None and len(row) > place else ""


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))
