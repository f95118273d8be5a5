"""Rows of a spreadsheet: the first sheet that shows, values only; never macros, formulas or endless unpacking."""

import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass
from typing import IO, BinaryIO
from xml.parsers import expat

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from lookups.mass.files.cells import Cell
from lookups.mass.files.errors import MB, UnreadableFile
from lookups.mass.files.grid import Book, rows
from lookups.mass.files.parts import START, Unfit, events, texts

_PARTS = 5_000  # files in the archive
_MANY = 70_000  # sheets, or styles: programs stop before
_LISTING = MB  # bytes of the archive's own list
_END, _END64 = b"PK\x05\x06", b"PK\x06\x07"
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    Unfit,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    RuntimeError,
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet that is read; `others` counts the rest, hidden ones too."""

    name: str
    others: int
    rows: Iterator[Sequence[Cell]]


def opened(source: BinaryIO, *, unpacked: int) -> Sheet:
    """Return the sheet. Raises UnreadableFile: damaged, with macros, or larger unpacked than `unpacked` bytes."""
    try:
        archive = _archive(source, unpacked=unpacked)
        related = _related(archive, "xl/_rels/workbook.xml.rels")
        sheets, from_1904 = _sheets(archive, related)
        name, place = next((name, place) for name, place, shows in sheets if shows)
        book = Book(
            texts=_texts(archive, related, unpacked=unpacked),
            dates=_dates(archive, related),
            from_1904=from_1904,
        )
    except (*_FAULTS, StopIteration):
        raise UnreadableFile("damaged") from None
    return Sheet(name=name, others=len(sheets) - 1, rows=_rows(archive, place, book))


def _archive(source: BinaryIO, *, unpacked: int) -> zipfile.ZipFile:
    """Return the archive, once what it says of itself is held to."""
    source.seek(0, 2)
    source.seek(max(source.tell() - 66_000, 0))
    tail = source.read()
    end = tail.rfind(_END)
    listing = int.from_bytes(tail[end + 12 : end + 16], "little")
    if end < 0 or listing > _LISTING or tail[max(end - 20, 0) :].startswith(_END64):
        raise UnreadableFile("damaged")
    archive = zipfile.ZipFile(source)
    parts = archive.infolist()
    names = {one.filename.lower() for one in parts}
    if any(one.endswith("vbaproject.bin") or "xl/macrosheets/" in one for one in names):
        raise UnreadableFile("macro")
    if any(one.flag_bits & 1 for one in parts):
        raise UnreadableFile("password")
    if sum(one.file_size for one in parts) > unpacked or len(parts) > _PARTS:
        raise UnreadableFile("bomb", mb=unpacked // MB)
    if "xl/workbook.xml" not in names:
        raise UnreadableFile("other_kind")
    return archive


def _hold(told: Sized) -> None:
    if len(told) > _MANY:
        raise Unfit


def _open(archive: zipfile.ZipFile, place: str) -> IO[bytes]:
    """Open a part; programs do not agree on capitals."""
    for one in archive.namelist():
        if one.lower() == place.lower():
            return archive.open(one)
    raise Unfit


def _related(archive: zipfile.ZipFile, place: str) -> Mapping[str, tuple[str, str]]:
    """Return the workbook's parts: kind and place by id."""
    told = {}
    with _open(archive, place) as source:
        for kind, name, more in events(source):
            if kind == START and name == "Relationship":
                target = more["Target"]
                place = target[1:] if target.startswith("/") else f"xl/{target}"
                told[more["Id"]] = more["Type"].rpartition("/")[2], place
                _hold(told)
    return told


def _sheets(
    archive: zipfile.ZipFile, related: Mapping[str, tuple[str, str]]
) -> tuple[Sequence[tuple[str, str, bool]], bool]:
    """Return the sheets in order: name, place, whether it shows; and whether days are counted from 1904."""
    told = []
    from_1904 = False
    with _open(archive, "xl/workbook.xml") as source:
        for kind, name, more in events(source):
            if kind != START:
                continue
            if name == "workbookPr":
                from_1904 = more.get("date1904") in {"1", "true"}
            elif name == "sheet":
                identity = next(told for key, told in more.items() if key.endswith(" id"))
                what, place = related[identity]
                shows = more.get("state", "visible") == "visible" and what == "worksheet"
                told.append((more["name"], place, shows))
                _hold(told)
    return told, from_1904


def _texts(
    archive: zipfile.ZipFile, related: Mapping[str, tuple[str, str]], *, unpacked: int
) -> Sequence[str]:
    place = next((place for kind, place in related.values() if kind == "sharedStrings"), None)
    if place is None:
        return ()
    with _open(archive, place) as source:
        return texts(source, most=unpacked // 100, characters=unpacked // 5)


def _dates(archive: zipfile.ZipFile, related: Mapping[str, tuple[str, str]]) -> frozenset[str]:
    """Return the styles whose numbers are shown as dates."""
    place = next((place for kind, place in related.values() if kind == "styles"), None)
    if place is None:
        return frozenset()
    codes = {str(number): code for number, code in BUILTIN_FORMATS.items()}
    dates = set()
    styles, inside = 0, False
    with _open(archive, place) as source:
        for kind, name, more in events(source):
            if name == "cellXfs":
                inside = kind == START
            elif kind == START and name == "numFmt":
                codes[more["numFmtId"]] = more["formatCode"][:255]
                _hold(codes)
            elif kind == START and name == "xf" and inside:
                if is_date_format(codes.get(more.get("numFmtId", "0"), "")):
                    dates.add(str(styles))
                styles += 1
                _hold(range(styles))
    return frozenset(dates)


def _rows(archive: zipfile.ZipFile, place: str, book: Book) -> Iterator[Sequence[Cell]]:
    try:
        with _open(archive, place) as source:
            yield from rows(source, book)
    except _FAULTS:
        raise UnreadableFile("damaged") from None
