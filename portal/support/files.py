"""The monthly table as a file for a spreadsheet: semicolons, UTF-8 with its mark, no cell that could be a formula."""

import csv
import io
from collections.abc import Iterable

from portal.support.columns import COLUMNS
from portal.support.month import Row

MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"  # by which Excel knows UTF-8
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_of(rows: Iterable[Row]) -> str:
    """Return the rows with their columns' words above them."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([str(one.head) for one in COLUMNS])
    writer.writerows([harmless(one.filed(row)) for one in COLUMNS] for row in rows)
    return MARK + text.getvalue()


def harmless(cell: str) -> str:
    """Return a cell that a spreadsheet reads as text: an apostrophe stands before what would be a formula.

    >>> harmless("=1+1"), harmless(" @SUM(A1)"), harmless("Socialnämnden")
    ("'=1+1", "' @SUM(A1)", 'Socialnämnden')
    """
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA) else cell
