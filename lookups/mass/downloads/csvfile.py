"""A table as a csv file that Swedish Excel opens right: semicolons, UTF-8 with its mark, a comma for decimals."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from lookups.mass.downloads.tables import Cell, Sheet, columns
from lookups.mass.files.cells import neutral

MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"  # by which Excel knows UTF-8


def head(sheet: Sheet, *, fees: bool = False) -> bytes:
    """Return the file's mark and the columns' words."""
    return (MARK + _lines([[str(one.head) for one in columns(sheet, fees=fees)]])).encode()


def body(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return rows as lines; no cell of text is a formula."""
    return _lines([_cell(one) for one in row] for row in rows).encode()


def _lines(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return format(cell, "f").replace(".", ",")
    return str(cell) if isinstance(cell, int) else neutral(cell)
