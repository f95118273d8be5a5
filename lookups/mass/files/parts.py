"""Parts of a spreadsheet's archive, read as streams.

No tree is built and no entity is declared, so that memory stays flat whatever a file says: a library that keeps
each row's element, or all styles, can be filled with a few hundred kilobytes of zip.
"""

from collections.abc import Iterator, Mapping
from typing import IO, NoReturn
from xml.parsers import expat

START, END, TEXT = range(3)
Event = tuple[int, str, Mapping[str, str]]
_CHUNK = 64 * 1024  # bytes
_SILENT = 1024 * 1024  # bytes of one name, attribute or comment
_DEPTH, _NAMES = 64, 2_000
_NOTHING: Mapping[str, str] = {}


class Unfit(ValueError):
    """The part is not what a spreadsheet program writes."""


def events(source: IO[bytes]) -> Iterator[Event]:
    """Give what begins (name and attributes), ends (name), and stands between (text), without namespaces.

    Raises Unfit for what no spreadsheet has, expat.ExpatError for what is no XML, and what `source` raises.
    """
    told: list[Event] = []
    names: set[str] = set()
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if name not in names or not names.issuperset(attributes):
            names.update((name, *attributes))
        if depth > _DEPTH or len(names) > _NAMES:
            raise Unfit
        told.append((START, name.rpartition(" ")[2], attributes))

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        told.append((END, name.rpartition(" ")[2], _NOTHING))

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = lambda text: told.append((TEXT, text, _NOTHING))
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    silent = 0
    while chunk := source.read(_CHUNK):
        parser.Parse(chunk, False)
        silent = 0 if told else silent + len(chunk)
        if silent > _SILENT:
            raise Unfit
        yield from told
        told.clear()
    parser.Parse(b"", True)
    yield from told


def texts(source: IO[bytes], *, most: int, characters: int) -> list[str]:
    """Return the shared texts. Raises Unfit past `most` of them, or past so many characters together."""
    told: list[str] = []
    parts: list[str] = []
    inside = spoken = False
    total = 0
    for kind, name, _ in events(source):
        if kind == TEXT:
            if inside and not spoken:
                parts.append(name)
                total += len(name)
        elif name == "t":
            inside = kind == START
        elif name == "rPh":  # how it is pronounced
            spoken = kind == START
        elif name == "si" and kind == END:
            told.append("".join(parts))
            parts.clear()
        if len(told) > most or total > characters:
            raise Unfit
    return told


def _refuse(*_told: object) -> NoReturn:
    raise Unfit
