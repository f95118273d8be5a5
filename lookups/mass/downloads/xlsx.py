"""A workbook with typed cells, written in pieces: rows of a sheet as they come, the whole put together as a stream.

Written here, since the libraries that write workbooks lay their sheets in files of their own meanwhile, in clear: what
is told of persons would lie on the disk of a process that died.
"""

import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from lookups.mass.downloads.tables import TABLES, Cell, Column, Kind, Sheet, columns
from lookups.mass.files.cells import letter

MOST = 1_000_000  # rows of a sheet, its heading aside: Excel takes 1,048,576
_EPOCH = date(1899, 12, 30)  # day 0 of a spreadsheet
_FIRST = date(1900, 3, 1)  # before it Excel counts a day that never was
_LONGEST = 32_767  # characters of a cell
_DAY, _AMOUNT, _HEAD = 1, 2, 3  # places in cellXfs
_NO_XML = "\ufffe\uffff"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
Part = tuple[Sheet, int]  # a sheet, and which of several when it overflows


def place(count: int) -> tuple[int, int]:
    """Return which of a table's sheets a row stands in, and on which line, where `count` rows stand before it.

    >>> place(0), place(999_999), place(1_000_000)
    ((0, 2), (0, 1000001), (1, 2))
    """
    part, rest = divmod(count, MOST)
    return part, rest + 2


def fragment(
    sheet: Sheet, line: int, rows: Iterable[Sequence[Cell]], *, fees: bool = False
) -> bytes:
    """Return rows as they stand in a sheet from a line on."""
    wide = columns(sheet, fees=fees)
    return "".join(
        _row(at, [_cell(cell, one.kind) for cell, one in zip(row, wide, strict=True)])
        for at, row in enumerate(rows, start=line)
    ).encode()


def workbook(
    parts: Mapping[Part, Callable[[], Iterable[bytes]]], *, fees: bool = False
) -> Iterator[bytes]:
    """Yield a workbook as bytes; `parts` gives each sheet's fragments when its turn comes."""
    names = _names(parts)
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path, text in _frame(names):
            archive.writestr(path, text)
        yield sink.taken()
        for number, (part, fragments) in enumerate(parts.items(), start=1):
            with archive.open(f"xl/worksheets/sheet{number}.xml", "w") as sheet:
                sheet.write(_begin(columns(part[0], fees=fees)).encode())
                for one in fragments():
                    sheet.write(one)
                    yield sink.taken()
                sheet.write(b"</sheetData></worksheet>")
    yield sink.taken()


class _Sink:
    """Takes what the archive writes, which cannot seek in it, until it is taken away."""

    def __init__(self) -> None:
        self._held = bytearray()

    def write(self, some: bytes) -> int:
        """Take bytes."""
        self._held += some
        return len(some)

    def flush(self) -> None:
        """Do nothing: what is held is taken."""

    def close(self) -> None:
        """Do nothing."""

    def taken(self) -> bytes:
        """Return what has come since last."""
        told = bytes(self._held)
        self._held.clear()
        return told


def _names(parts: Iterable[Part]) -> list[str]:
    return [f"{TABLES[sheet].name}{f' {part + 1}' if part else ''}" for sheet, part in parts]


def _frame(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield what a workbook holds beside its sheets."""
    numbers = range(1, len(names) + 1)
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{one}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for one in numbers
    )
    yield (
        "[Content_Types].xml",
        (
            f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{sheets}</Types>'
        ),
    )
    yield (
        "_rels/.rels",
        (
            f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
    )
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{one}" r:id="rId{one}"/>'
        for one, name in zip(numbers, names, strict=True)
    )
    yield (
        "xl/workbook.xml",
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
    )
    related = "".join(
        f'<Relationship Id="rId{one}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{one}.xml"/>'
        for one in numbers
    )
    yield (
        "xl/_rels/workbook.xml.rels",
        (
            f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{related}'
            f'<Relationship Id="rId{len(names) + 1}" Type="{_OFFICE}/styles" Target="styles.xml"/>'
            "</Relationships>"
        ),
    )
    yield "xl/styles.xml", _STYLES


def _begin(wide: Sequence[Column]) -> str:
    """Return a sheet as far as its heading, which stays in sight."""
    width = len(wide)
    heads = [_text(str(one.head), _HEAD) for one in wide]
    return (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<cols><col min="1" max="{width}" width="18" customWidth="1"/></cols><sheetData>{_row(1, heads)}'
    )


def _row(line: int, cells: Sequence[str]) -> str:
    """Return a row; a cell begins `<c` and is told its place here."""
    placed = (f'<c r="{letter(column)}{line}"{cell}' for column, cell in enumerate(cells) if cell)
    return f'<row r="{line}">{"".join(placed)}</row>'


def _cell(cell: Cell, kind: Kind) -> str:
    """Return a cell after its place; "" for an empty one."""
    if cell is None or cell == "":
        return ""
    if isinstance(cell, Decimal):
        return f' s="{_AMOUNT}"><v>{cell:f}</v></c>'
    if isinstance(cell, int):
        return f"><v>{cell}</v></c>"
    if kind is Kind.DAY and (day := _day(cell)) is not None:
        return f' s="{_DAY}"><v>{day}</v></c>'
    return _text(cell, 0)


def _day(text: str) -> int | None:
    """Return a day as a spreadsheet counts it; None for a month, or what is no day."""
    try:
        day = date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
    return (day - _EPOCH).days if day and day >= _FIRST else None


def _text(text: str, style: int) -> str:
    """Return a cell of text: never a formula, whatever it begins with."""
    clean = "".join(one for one in text if (one >= " " or one in "\t\n") and one not in _NO_XML)[
        :_LONGEST
    ]
    styled = f' s="{style}"' if style else ""
    return f'{styled} t="inlineStr"><is><t xml:space="preserve">{escape(clean)}</t></is></c>'
