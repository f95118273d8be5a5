"""Rows of a spreadsheet: the first sheet that shows, values only; never macros, formulas or endless unpacking."""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

from openpyxl import load_workbook

from lookups.mass.files.cells import Cell
from lookups.mass.files.errors import MB, UnreadableFile

_MACROS = "xl/vbaproject.bin"
_MOST_COLUMNS = 200
_PARTS = 5_000  # files in the archive


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet that is read; `others` counts the rest, hidden ones too."""

    name: str
    others: int
    rows: Iterator[Sequence[Cell]]


def opened(source: BinaryIO, *, unpacked: int) -> Sheet:
    """Return the sheet. Raises UnreadableFile: damaged, with macros, or larger unpacked than `unpacked` bytes."""
    _hold(source, unpacked=unpacked)
    try:
        book = load_workbook(source, read_only=True, data_only=False, keep_links=False)
        shown = [one for one in book.worksheets if one.sheet_state == "visible"]
        first = shown[0]
    except Exception:  # noqa: BLE001  # whatever the library meets in somebody's file
        raise UnreadableFile("damaged") from None
    return Sheet(name=str(first.title), others=len(book.sheetnames) - 1, rows=_rows(first))


def _hold(source: BinaryIO, *, unpacked: int) -> None:
    try:
        with zipfile.ZipFile(source) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError):
        raise UnreadableFile("damaged") from None
    finally:
        source.seek(0)
    names = {one.filename.lower() for one in parts}
    if _MACROS in names:
        raise UnreadableFile("macro")
    if any(one.flag_bits & 1 for one in parts):
        raise UnreadableFile("password")
    if sum(one.file_size for one in parts) > unpacked or len(parts) > _PARTS:
        raise UnreadableFile("bomb", mb=unpacked // MB)
    if "xl/workbook.xml" not in names:
        raise UnreadableFile("other_kind")


def _rows(sheet: Any) -> Iterator[Sequence[Cell]]:
    try:
        sheet.reset_dimensions()  # what the file says of its own size may be wrong
        for row in sheet.iter_rows(max_col=_MOST_COLUMNS):
            yield [_cell(one) for one in row]
    except Exception:  # noqa: BLE001  # whatever the library meets in somebody's file
        raise UnreadableFile("damaged") from None


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return Cell("")
    if cell.data_type == "f":
        return Cell("", formula=True)
    if isinstance(value, date):
        return Cell(f"{value:%Y%m%d}")
    if isinstance(value, bool):
        return Cell("ja" if value else "nej")
    if isinstance(value, float):
        return Cell(str(int(value)) if value.is_integer() else str(value), number=True)
    return Cell(str(value), number=isinstance(value, int))
