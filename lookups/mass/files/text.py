"""Rows of a text file: its encoding and its separator are recognised; lines are read one by one."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from lookups.mass.files.errors import UnreadableFile

SAMPLE = 64 * 1024  # bytes
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
        counts = [line.count(mark) for line in sample if line.strip()]
        if not counts:
            continue
        usual = max(set(counts), key=counts.count)
        if usual and (weight := counts.count(usual) * usual) > most:
            best, most = mark, weight
    return best


def rows(told: Iterable[str], mark: str | None) -> Iterator[Sequence[str]]:
    """Give each line's cells; a blank line is a row without cells."""
    if mark is None:
        for line in told:
            yield [line.strip().strip('"')] if line.strip() else []
        return
    try:
        yield from csv.reader(told, delimiter=mark)
    except csv.Error:
        raise UnreadableFile("damaged") from None
