"""Cells: as they come from a row, and as they leave in a file that a spreadsheet opens."""

from dataclasses import dataclass

_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a spreadsheet, as text; `number`: it was typed as a number, `formula`: its value is computed."""

    text: str
    number: bool = False
    formula: bool = False


def text_of(cell: str | Cell) -> str:
    """Return what stands in a cell, without blanks around it."""
    return (cell if isinstance(cell, str) else cell.text).strip()


def letter(column: int) -> str:
    """Return a column's letters, 0 being A.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    told = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        told = chr(65 + rest) + told
    return told


def neutral(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    >>> neutral("=1+1"), neutral("Anna"), neutral("-5 kr")
    ("'=1+1", 'Anna', "'-5 kr")
    """
    return f"'{text}" if text.startswith(_STARTS) else text
