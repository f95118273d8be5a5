"""Rows of a text file: its encoding and its separator are recognised; lines are read one by one."""

import codecs
import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from lookups.mass.files.errors import UnreadableFile

SAMPLE = 64 * 1024  # bytes
_LINES = 1_000  # of one row
SEPARATORS = {";": "semikolon", ",": "komma", "\t": "tabb"}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_LIKELY = frozenset("åäöÅÄÖéÉüÜ–§°´’”“\u00a0½")  # noqa: RUF001  # what Swedish text has outside ASCII


def encoding(source: BinaryIO) -> tuple[str, str, bool]:
    """Return the codec, its name for people, and whether it is a guess. The source is read through and rewound."""
    head = source.read(SAMPLE)
    source.seek(0)
    for bom, codec, name in _BOMS:
        if head.startswith(bom):
            return codec, name, False
    if (even := head[::2].count(0)) + (odd := head[1::2].count(0)) > len(head) // 4:
        return ("utf-16-be" if even > odd else "utf-16-le"), "UTF-16", True
    if _decodes(source, "utf-8"):
        return "utf-8", "UTF-8", False
    unlikely = {one for one in head.decode("cp1252", "replace") if ord(one) > 127} - _LIKELY
    codec = "cp1252" if _decodes(source, "cp1252") else "latin-1"
    return codec, "Windows-1252", bool(unlikely)


def _decodes(source: BinaryIO, codec: str) -> bool:
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        while chunk := source.read(SAMPLE):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        source.seek(0)
    return True


def lines(source: BinaryIO, codec: str, *, longest: int) -> Iterator[str]:
    """Give the lines with their ends. Raises UnreadableFile for a line that is too long, and for what is no text."""
    text = io.TextIOWrapper(source, encoding=codec, newline="")
    try:
        number = 0
        while line := text.readline(longest + 1):
            number += 1
            if len(line) > longest:
                raise UnreadableFile("long_line", rad=number, n=longest)
            if "\0" in line:
                raise UnreadableFile("nul")
            yield line
    except UnicodeDecodeError:
        raise UnreadableFile("nul") from None
    finally:
        text.detach()


def separator(sample: Sequence[str]) -> str | None:
    """Return what parts the columns of some lines; None: there is one column."""
    best, most = None, 0
    for mark in SEPARATORS:
        counts = [len(row) - 1 for row in rows(sample, mark) if row]
        if not counts:
            continue
        usual = max(set(counts), key=counts.count)
        if (weight := counts.count(usual) * usual) > most:
            best, most = mark, weight
    return best


def told_separator(line: str) -> str | None:
    """Return what a file says of itself in a first line that spreadsheet programs do not show.

    >>> told_separator("sep=;"), told_separator("personnummer;namn")
    (';', None)
    """
    bare = line.strip("\r\n ").lower().strip('"')
    return bare[4:] if bare.startswith("sep=") and bare[4:] in SEPARATORS else None


def rows(told: Iterable[str], mark: str | None) -> Iterator[Sequence[str]]:
    """Give each line's cells; a blank line is a row without cells.

    A quote that is opened and never closed would swallow the rows below it: a cell of several lines that holds
    what looks like a row is read line by line instead, so that each person is a row or a fault.
    """
    if mark is None:
        for line in told:
            yield [line.strip().strip('"')] if line.strip() else []
        return
    taken: list[str] = []
    lines = _noted(told, taken)
    while True:
        try:
            for row in csv.reader(lines, delimiter=mark):
                if len(taken) > 1 and any(map(_swallowed, row)):
                    yield from _one_by_one(taken, mark)
                else:
                    yield row
                taken.clear()
        except csv.Error:  # a cell without end
            yield from _one_by_one(taken, mark)
            taken.clear()
        else:
            return


def _swallowed(cell: str) -> bool:
    return ("\n" in cell or "\r" in cell) and bool(_ROW_LIKE.search(cell))


_ROW_LIKE = re.compile(r"\d{6}\W?\d{4}|[;\t]")


def _noted(told: Iterable[str], taken: list[str]) -> Iterator[str]:
    """Give lines, and keep those of the row that is being read."""
    for line in told:
        taken.append(line)
        if len(taken) > _LINES:
            raise csv.Error
        yield line


def _one_by_one(taken: Sequence[str], mark: str) -> Iterator[Sequence[str]]:
    for line in taken:
        bare = line.strip("\r\n")
        yield bare.split(mark) if bare else []


def listed(source: BinaryIO, codec: str, *, longest: int) -> Iterator[object]:
    """Give the elements of a JSON list one by one. Raises UnreadableFile where it is no list, or is damaged."""
    text = io.TextIOWrapper(source, encoding=codec, newline="")
    try:
        yield from _elements(text, longest)
    except UnicodeDecodeError:
        raise UnreadableFile("nul") from None
    except (ValueError, RecursionError):
        raise UnreadableFile("damaged") from None
    finally:
        text.detach()


def _elements(text: io.TextIOWrapper, longest: int) -> Iterator[object]:
    buffer, place = text.read(SAMPLE), 0
    place = _past_blanks(buffer, 0)
    if buffer[place : place + 1] != "[":
        raise ValueError
    place, sign = place + 1, "["
    while True:
        value, after = _next(buffer, place, sign)
        if after is None:  # the element goes on in what is not read yet, or is the last
            more = text.read(SAMPLE)
            if len(buffer) - place > longest or not more:
                raise ValueError
            buffer, place = buffer[place:] + more, 0
            continue
        if after < 0:
            rest = buffer[-after:]
            while rest:
                if rest.strip():
                    raise ValueError
                rest = text.read(SAMPLE)
            return
        yield value
        place, sign = after, ","


def _next(buffer: str, place: int, sign: str) -> tuple[object, int | None]:
    """Return the element after a `[` or before which a comma stands, and where it ends.

    None: it may not be whole; negative: the list ended there. Raises ValueError for another sign.
    """
    place = _past_blanks(buffer, place)
    if place == len(buffer):
        return None, None
    if buffer[place] == "]":
        return None, -place - 1
    if sign == ",":
        if buffer[place] != ",":
            raise ValueError
        place = _past_blanks(buffer, place + 1)
    try:
        value, after = _DECODER.raw_decode(buffer, place)
    except (json.JSONDecodeError, StopIteration):
        return None, None
    return value, after if after < len(buffer) else None


def _past_blanks(buffer: str, place: int) -> int:
    found = _BLANKS.match(buffer, place)
    return found.end() if found else place


_DECODER = json.JSONDecoder()
_BLANKS = re.compile(r"[ \t\r\n]*")
