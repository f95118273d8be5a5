"""A second reader of the published types, apart from the one that loads extracts: says what is wrong with a line."""

import gzip
import json
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[4] / "lookups" / "catalogue" / "data"
PM_LISTS = {
    "ansprak": "PmFormanAnsprak",
    "beslut": "PmFormanBeslut",
    "preliminaraUtbetalningar": "PmFormanUtbetalning",
    "utbetalningar": "PmFormanUtbetalning",
    "ovrigInformation": "PmOvrigInformation",
}

Reader = Callable[[Any, str], Iterator[str]]
FITS: dict[str, Callable[[Any], bool]] = {
    "str": lambda value: isinstance(value, str),
    "int": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "num": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "bool": lambda value: isinstance(value, bool),
    "date": lambda value: date.fromisoformat(value).isoformat() == value,
    "datetime": lambda value: datetime.fromisoformat(value).tzinfo is not None,
}


@cache
def types() -> dict[str, str]:
    """Return each type's definition by name."""
    found = {}
    for line in (DATA / "types.txt").read_text().splitlines():
        (parts,) = re.findall(r"^(\w+)(:| =) (.*)", line)
        name, sign, rest = parts
        found[name] = rest if sign == ":" else f"= {rest}"
    return found


@cache
def fields(name: str) -> dict[str, tuple[bool, str]]:
    """Return a type's fields: required, and the kind as written."""
    told = {}
    for part in re.split(r", (?=\w+\*? )", types()[name]):
        field, kind = part.split(" ", 1)
        told[field.rstrip("*")] = (field.endswith("*"), kind)
    return told


@cache
def reader(kind: str) -> Reader:
    """Return what yields the faults of a value of a kind, at a path."""
    if kind.startswith("["):
        return _list_reader(reader(kind[1:-1]))
    if kind not in types():
        return _plain_reader(kind)
    told = types()[kind]
    return reader(told[2:]) if told.startswith("= ") else _object_reader(kind)


def _list_reader(of: Reader) -> Reader:
    def read_list(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"{at}: no list"
            return
        for one in value:
            yield from of(one, f"{at}[]")

    return read_list


def _object_reader(kind: str) -> Reader:
    known = fields(kind)
    needed = [name for name, (required, _) in known.items() if required]

    def read_object(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{at}: no object"
            return
        for missing in (name for name in needed if name not in value):
            yield f"{at}.{missing}: missing"
        for name, one in value.items():
            if name in known:
                yield from reader(known[name][1])(one, f"{at}.{name}")
            else:
                yield f"{at}.{name}: unknown"

    return read_object


def _plain_reader(kind: str) -> Reader:
    ((base, codes, pattern),) = re.findall(r"^(\w+)(?:\{(.*)\})?(?: ?~(.*))?$", kind)
    fits, form = FITS[base], re.compile(pattern)
    allowed = codes.split() if codes else None

    def read_plain(value: Any, at: str) -> Iterator[str]:
        if not fits(value):
            yield f"{at}: no {base}"
        elif allowed and str(value) not in allowed:
            yield f"{at}: code {value}"
        elif pattern and not form.search(value):
            yield f"{at}: form"

    return read_plain


def line_faults(line: dict) -> list[str]:
    """Return what is wrong with an extract line of either agency."""
    own = {"personnummer", "tidigare"}
    told: list[str] = []
    if "formansinformation" in line:
        own |= {"skydd", "formansinformation"}
        told += reader("Formansinformation")(line["formansinformation"], "")
    else:
        own |= PM_LISTS.keys()
        for name, kind in PM_LISTS.items():
            told += reader(f"[{kind}]")(line[name], name)
    told += [f"{name}: unknown" for name in line.keys() - own]
    return told


def exercised(line: Any, kind: str) -> set[str]:
    """Return each `Type.field` that a value of a kind fills."""
    found: set[str] = set()
    if note := noting(kind):
        note(line, found)
    return found


Note = Callable[[Any, set[str]], None]


@cache
def noting(kind: str) -> Note | None:
    """Return what adds the fields that a value of a kind fills; None for a kind without fields."""
    if kind.startswith("["):
        each = noting(kind[1:-1])
        return each and _noting_each(each)
    if kind not in types() or types()[kind].startswith("= "):
        return None
    known = {name: (f"{kind}.{name}", of) for name, (_, of) in fields(kind).items()}

    def note_object(value: dict, found: set[str]) -> None:
        for name, one in value.items():
            label, of = known[name]
            if one not in ([], {}):
                found.add(label)
            if note := noting(of):
                note(one, found)

    return note_object


def _noting_each(note: Note) -> Note:
    def note_each(values: list, found: set[str]) -> None:
        for value in values:
            note(value, found)

    return note_each


@cache
def code_meanings() -> dict[str, dict[str, str]]:
    """Return what each published code table says: `Type.field` → code → meaning."""
    tables = {}
    for line in (DATA / "codes.txt").read_text().splitlines():
        name, _, rest = line.partition(": ")
        tables[name] = dict(
            pair.split("=", 1) for pair in re.split(r"[;.] (?=[\wÅÄÖ]+=)", rest) if "=" in pair
        )
    return tables


def read(path: Path) -> tuple[dict, list[dict]]:
    """Return an extract file's manifest and lines."""

    text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    manifest, *lines = map(json.loads, text.decode().splitlines())
    return manifest, lines
