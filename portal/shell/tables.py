"""Tables of text and numbers as data, as `components/numbers.html` shows them."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A column: its words, and where it sorts: `href` sorts by it, `sorted_by` says that it does now."""

    text: str
    numeric: bool = False
    href: str = ""
    sorted_by: str = ""  # ascending | descending


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell; with `href` its text is a link, with `note` a second line says more, with `mark` it marks its row."""

    text: str
    numeric: bool = False
    href: str = ""
    note: str = ""
    mark: str = ""  # what a form is sent when the row is marked; `text` names the row
    marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose first cell names its row. `empty` is said in its place when it has none."""

    key: str  # its id on the page
    caption: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = ""

    @property
    def lined(self) -> Iterator[list[tuple[str, Cell]]]:
        """Yield each row's cells with their columns' words, which narrow screens show beside them."""
        words = ["", *(head.text for head in self.heads[1:])]
        return (list(zip(words, row, strict=True)) for row in self.rows)
