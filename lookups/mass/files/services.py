"""Reads a file, pasted text or a list, row by row: flat memory, sizes first, nothing kept."""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, islice
from pathlib import PurePath
from typing import BinaryIO

import msgspec

from lookups.mass.files import sheet, text, words
from lookups.mass.files.cells import Cell, letter
from lookups.mass.files.columns import Columns, Row, recognise
from lookups.mass.files.errors import FileTooLarge, UnreadableFile
from lookups.mass.files.model import Choice, Fault, Kind, Limits, Person, Reading, Skipped
from lookups.mass.files.persons import JudgeCase, Reader

SAMPLE = 200  # rows that the columns are recognised by
_BLANK = 1_048_576  # rows that a spreadsheet may have without anything in them
_KEYS = ("personnummer", "egenReferens", "arendereferens")
_LISTED = Columns(number=0, own=1, case=2)


@dataclass(slots=True, kw_only=True)
class Rows:
    """What a file holds: how it is read is known at once, the rows are given once."""

    reading: Reading
    numbered: Iterator[tuple[int, Row | None]]  # None: no row at all
    reader: Reader
    limits: Limits

    def __iter__(self) -> Iterator[Person | Fault | Skipped]:
        """Give the rows in order. Raises FileTooLarge past the operator's ceiling, UnreadableFile where damaged."""
        count = blank = 0
        for line, row in self.numbered:
            told = (
                Fault(line=line, column="", code=words.NOT_A_ROW)
                if row is None
                else self.reader.read(line, row)
            )
            count += not isinstance(told, Skipped)
            blank += isinstance(told, Skipped)
            if count > self.limits.rows:
                counted = count + sum(_counts(row) for _, row in self.numbered)
                raise FileTooLarge(size=self.limits.size, rows=self.limits.rows, counted=counted)
            if blank > _BLANK + self.limits.rows:
                raise FileTooLarge(size=self.limits.size, rows=self.limits.rows)
            yield told


def _counts(row: Row | None) -> bool:
    return row is None or any(map(_filled, row))


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a reading is held to: the ceilings, the Swedish day, the user's choice, and the purpose's word on cases."""

    limits: Limits
    today: date
    choice: Choice = field(default_factory=Choice)
    judge_case: JudgeCase | None = None


def read_file(source: BinaryIO, *, name: str, terms: Terms) -> Rows:
    """Return the rows of a file that can be sought in; `name` says what it claims to be.

    Raises FileTooLarge by its bytes, UnreadableFile.
    """
    size = source.seek(0, io.SEEK_END)
    source.seek(0)
    if size > terms.limits.size:
        raise FileTooLarge(size=terms.limits.size, rows=terms.limits.rows)
    if not size:
        raise UnreadableFile("empty")
    kind = _kind(source, PurePath(name).suffix.lower())
    if kind is Kind.XLSX:
        return _sheet(source, terms)
    codec, encoding, uncertain = text.encoding(source)
    lines = text.lines(source, codec, longest=terms.limits.line)
    if kind is Kind.JSON:
        return _json(text.listed(source, codec, longest=terms.limits.line), terms)
    if kind is Kind.NDJSON:
        return _listed(Kind.NDJSON, _each(lines), terms)
    return _text(lines, terms, _Text(kind=kind, encoding=encoding, uncertain=uncertain))


def read_pasted(pasted: str, *, terms: Terms) -> Rows:
    """Return the rows of a text pasted on the page: ten digits without a sign are read as `-`, and shown."""
    if len(pasted) > terms.limits.size:
        raise FileTooLarge(size=terms.limits.size, rows=terms.limits.rows)
    if not pasted.strip():
        raise UnreadableFile("empty", field="pasted")
    lines = pasted.splitlines(keepends=True)
    return _text(iter(lines), terms, _Text(kind=Kind.PASTED), lenient_century=True)


def read_listed(elements: Iterable[object], *, terms: Terms) -> Rows:
    """Return the rows of a call's list: numbers, or objects with `personnummer` and references; the first is row 1."""
    return _listed(Kind.JSON, elements, terms)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """What is known of a text before its rows are looked at."""

    kind: Kind
    encoding: str | None = None
    uncertain: bool = False


def _text(
    lines: Iterator[str], terms: Terms, told: _Text, *, lenient_century: bool = False
) -> Rows:
    sample = list(islice(lines, SAMPLE))
    mark = text.told_separator(sample[0]) if sample else None
    if mark:
        del sample[0]
    else:
        mark = text.separator(sample)
    rows: Iterator[Sequence[str]] = text.rows(chain(sample, lines), mark)
    first, columns = _recognised(rows, terms)
    reading = Reading(
        kind=told.kind,
        encoding=told.encoding,
        separator=text.SEPARATORS[mark] if mark else None,
        column=letter(columns.number),
        header=columns.heading is not None,
        uncertain=told.uncertain,
    )
    return _rows(reading, chain(first, rows), columns, terms, lenient_century=lenient_century)


def _sheet(source: BinaryIO, terms: Terms) -> Rows:
    opened = sheet.opened(source, unpacked=terms.limits.unpacked)
    first, columns = _recognised(opened.rows, terms)
    columns = replace(
        columns, width=None
    )  # cells of a sheet do not slip: notes beside it are no fault
    reading = Reading(
        kind=Kind.XLSX,
        column=letter(columns.number),
        header=columns.heading is not None,
        sheet=opened.name,
        other_sheets=opened.others,
    )
    return _rows(reading, chain(first, opened.rows), columns, terms)


def _recognised(rows: Iterator[Row], terms: Terms) -> tuple[Sequence[Row], Columns]:
    """Return the first rows, and the columns by them. Raises UnreadableFile: there are no rows, or no numbers."""
    first = list(islice(rows, SAMPLE))
    filled = [place for place, row in enumerate(first) if any(map(_filled, row))]
    if not filled:
        raise UnreadableFile("empty")
    columns = recognise(first, terms.choice)
    if columns.heading == filled[-1] and len(first) < SAMPLE:
        raise UnreadableFile("header_alone")
    return first, columns


def _filled(cell: str | Cell) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else bool(cell.text.strip() or cell.formula)


def _rows(
    reading: Reading,
    rows: Iterable[Row],
    columns: Columns,
    terms: Terms,
    *,
    lenient_century: bool = False,
) -> Rows:
    """Return the rows below the heading, numbered as the user's program shows them."""
    heading = -1 if columns.heading is None else columns.heading
    numbered = ((line, row) for line, row in enumerate(rows, start=1) if line > heading + 1)
    reader = Reader(
        columns=columns,
        today=terms.today,
        reference=terms.limits.reference,
        lenient_century=lenient_century,
        judge_case=terms.judge_case,
    )
    return Rows(reading=reading, numbered=numbered, reader=reader, limits=terms.limits)


def _json(elements: Iterator[object], terms: Terms) -> Rows:
    first = list(islice(elements, 1))
    if not first:
        raise UnreadableFile("empty")
    return _listed(Kind.JSON, chain(first, elements), terms)


def _each(lines: Iterable[str]) -> Iterator[object]:
    """Give what each line says; a blank one is an empty number, one that is no JSON no row."""
    for line in lines:
        if not line.strip():
            yield ""
            continue
        try:
            yield msgspec.json.decode(line)
        except (msgspec.DecodeError, RecursionError):
            yield None


def _listed(kind: Kind, elements: Iterable[object], terms: Terms) -> Rows:
    reader = Reader(
        columns=_LISTED,
        today=terms.today,
        reference=terms.limits.reference,
        judge_case=terms.judge_case,
        listed=kind is Kind.JSON,
    )
    numbered = ((line, _element(one)) for line, one in enumerate(elements, start=1))
    return Rows(
        reading=Reading(kind=kind, column="A"),
        numbered=numbered,
        reader=reader,
        limits=terms.limits,
    )


def _element(told: object) -> Row | None:
    if isinstance(told, str):
        return [told]
    if not isinstance(told, dict) or not set(told) <= set(_KEYS) or "personnummer" not in told:
        return None
    cells = [told.get(key) or "" for key in _KEYS]
    return [str(one) for one in cells] if all(isinstance(one, str) for one in cells) else None


_MAGIC = ((b"%PDF", "other_kind"), (b"\x1f\x8b", "other_kind"), (b"{\\rtf", "other_kind"))
_OLE, _ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
_SHEETS, _MACRO_SHEETS = (".xlsx",), (".xlsm", ".xltm", ".xlam", ".xlsb")


def _kind(source: BinaryIO, suffix: str) -> Kind:
    """Return what a file is, by what it begins with and what it is called. Raises UnreadableFile where they differ."""
    head = source.read(8)
    source.seek(0)
    if suffix in _MACRO_SHEETS:
        raise UnreadableFile("macro")
    for begins, variant in _MAGIC:
        if head.startswith(begins):
            raise UnreadableFile(variant)
    if head.startswith(_OLE):
        raise UnreadableFile("password" if suffix in _SHEETS else "other_kind")
    if head.startswith(_ZIP) != (suffix in _SHEETS):
        raise UnreadableFile("damaged" if suffix in _SHEETS else "other_kind")
    if suffix in _SHEETS:
        return Kind.XLSX
    if suffix in {".ndjson", ".jsonl"}:
        return Kind.NDJSON
    if suffix == ".json":
        return Kind.JSON
    return Kind.TXT if suffix == ".txt" else Kind.CSV
