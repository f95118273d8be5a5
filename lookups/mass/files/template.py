"""Empty files with the headings that are recognised, for people to fill in."""

import io

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from lookups.mass.files.faultfile import BOM, line

HEADINGS = ("personnummer", "egenReferens", "arendereferens", "avstar")
_AS_TEXT, _WIDTH = (
    "@",
    20,
)  # a spreadsheet that takes numbers for text eats no zero and rounds nothing


def csv_template() -> bytes:
    """Return a csv file: UTF-8 with BOM and semicolons, as Swedish Excel opens it."""
    return BOM.encode() + line(HEADINGS)


def xlsx_template() -> bytes:
    """Return a spreadsheet whose columns hold text."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Personer"
    sheet.append(HEADINGS)
    for place in range(1, len(HEADINGS) + 1):
        column = sheet.column_dimensions[get_column_letter(place)]
        column.number_format = _AS_TEXT
        column.width = _WIDTH
    sheet.freeze_panes = "A2"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
