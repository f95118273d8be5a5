"""What a row holds beside its cells: lines, lists of objects as small tables, and lines within lines for the rest."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lookups.answers.model import Code, Fields, Money, Value
from lookups.online.present.model import Cell, Details, Grid, Head, Line
from lookups.online.present.values import code_name, one_line, text_of
from lookups.online.present.words import word

WIDEST = 14  # columns; a wider list is told one object at a time
_Path = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """A value of a table's row: its column's head, and the field that says what a number counts."""

    head: str
    field: str
    value: Value


_Row = Mapping[_Path, _Held]


def details(fields: Fields) -> Details:
    """Return fields as lines, and lists of objects as small tables."""
    lines: list[Line] = []
    grids: list[Grid] = []
    for name, value in fields.items():
        objects = _objects(value)
        if len(objects) > 1 and (grid := _grid(word(name), objects)):
            grids.append(grid)
        elif (line := line_of(name, value)).value or line.lines or line.grids:
            lines.append(line)
    return Details(lines=tuple(lines), grids=tuple(grids))


def line_of(name: str, value: Value) -> Line:
    """Return a field as one line, or as lines within it when it holds objects of its own."""
    if isinstance(value, tuple) and len(value) == 1:
        (value,) = value
    if one_line(value):
        return Line(label=word(name), value=text_of(name, value))
    if isinstance(value, Mapping):
        return line(word(name), [value])
    return line(word(name), _objects(value))


def line(label: str, items: Sequence[Fields]) -> Line:
    """Return objects of one kind under a label: one as its lines, several as a small table or one after another."""
    if len(items) == 1:
        held = details(items[0])
        return Line(label=label, lines=held.lines, grids=held.grids)
    if grid := _grid(label, items):
        return Line(label=label, grids=(grid,))
    return Line(label=label, lines=tuple(_titled(label, at, one) for at, one in _counted(items)))


def _counted(items: Sequence[Fields]) -> Iterator[tuple[int, Fields]]:
    return enumerate(items, start=1)


def _titled(label: str, at: int, item: Fields) -> Line:
    """Return one of several objects under what tells it apart: its kind, its name, or its place."""
    kinds = [name for name, one in item.items() if isinstance(one, Code)]
    names = [name for name, one in item.items() if isinstance(one, str)]
    title = next(iter([*kinds, *(one for one in names if one == "namn"), *names]), None)
    held = details({name: one for name, one in item.items() if name != title})
    told = text_of(title, item[title]) if title else f"{label} {at}"
    return Line(label=told, lines=held.lines, grids=held.grids)


def _objects(value: Value) -> list[Fields]:
    """Return the objects of a list that does not read well on one line; none: it does, or it is no such list."""
    if not isinstance(value, tuple) or one_line(value):
        return []
    found = [one for one in value if isinstance(one, Mapping)]
    return found if len(found) == len(value) else []


def _grid(caption: str, items: Sequence[Fields]) -> Grid | None:
    """Return a small table of objects, or None where they would not make one that can be read."""
    rows: list[_Row] = []
    for item in items:
        row = _row(item)
        if row is None:
            return None
        rows.append(row)
    heads: dict[_Path, str] = {path: held.head for row in rows for path, held in row.items()}
    if not heads or len(heads) > WIDEST or max(Counter(heads.values()).values()) > 1:
        return None
    numeric = {
        path: all(isinstance(row[path].value, (Money, int, Decimal)) for row in rows if path in row)
        for path in heads
    }
    # What names a row comes first: the day, the period, the kind.
    first = next((path for path in heads if not numeric[path]), next(iter(heads)))
    order = sorted(heads, key=lambda path: path != first)
    return Grid(
        caption=caption,
        heads=tuple(Head(text=heads[path], numeric=numeric[path]) for path in order),
        rows=tuple(tuple(_cell(row.get(path), numeric[path]) for path in order) for row in rows),
    )


def _cell(held: _Held | None, numeric: bool) -> Cell:
    return Cell(text=text_of(held.field, held.value) if held else "", numeric=numeric)


def _row(item: Fields) -> _Row | None:
    """Return an object's values by column: inner objects in line, kinds with their amounts a column each."""
    found: dict[_Path, _Held] = {}
    for name, value in item.items():
        if one_line(value):
            found[(name,)] = _Held(head=word(name), field=name, value=value)
            continue
        inner = _row(value) if isinstance(value, Mapping) else _by_kind(value)
        if inner is None:
            return None
        found.update({(name, *path): held for path, held in inner.items()})
    return found


def _by_kind(value: Value) -> _Row | None:
    """Return a list of kinds, each with its one amount, by kind; None: it is no such list, or has one twice."""
    found: dict[_Path, _Held] = {}
    for one in _objects(value):
        kind = [held for held in one.values() if isinstance(held, Code)]
        sums = [
            (name, held) for name, held in one.items() if isinstance(held, (Money, int, Decimal))
        ]
        if len(one) != 2 or len(kind) != 1 or len(sums) != 1 or (kind[0].code,) in found:
            return None
        ((field, amount),) = sums
        found[kind[0].code,] = _Held(head=code_name(kind[0]), field=field, value=amount)
    return found or None
