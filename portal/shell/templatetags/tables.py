"""The cells of a table's row, for templates: `{% load tables %}`. A long answer has thousands: no template for each."""

from collections.abc import Iterable
from typing import Protocol

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


class Cell(Protocol):
    """A cell as a page's model has it."""

    @property
    def text(self) -> str:
        """What it says."""

    @property
    def note(self) -> str:
        """A second, smaller line; empty: none."""

    @property
    def numeric(self) -> bool:
        """Whether it stands to the right, unbroken."""

    @property
    def day(self) -> bool:
        """Whether it is a day or a period, which is not broken."""

    @property
    def span(self) -> int:
        """How many columns it takes."""


@register.simple_tag
def cells(row: Iterable[Cell]) -> SafeString:
    """Return a row's cells; the first names the row."""
    return _cells((("", cell) for cell in row), roles=False)


@register.simple_tag
def labelled_cells(row: Iterable[tuple[str, Cell]]) -> SafeString:
    """Return a row's cells with their columns' words, shown where a narrow screen stacks them: so roles are said."""
    return _cells(row, roles=True)


def _cells(row: Iterable[tuple[str, Cell]], *, roles: bool) -> SafeString:
    told = []
    for at, (label, cell) in enumerate(row):
        kind = "numeric" if cell.numeric and at else "date" if cell.day else "text"
        marks = f' class="table__column table__column--{kind}"'
        if label:
            marks += f' data-label="{conditional_escape(label)}"'
        if cell.span > 1:
            marks += f' colspan="{cell.span}"'
        if roles:
            marks += f' role="{"cell" if at else "rowheader"}"'
        text = str(conditional_escape(cell.text))
        if cell.note:
            text += f' <span class="cell-note">{conditional_escape(cell.note)}</span>'
        tag, scope = ("td", "") if at else ("th", ' scope="row"')
        if roles:  # stacked, its words and its note stand together beside the column's
            text = f"<span>{text}</span>"
        told.append(f"<{tag}{scope}{marks}>{text}</{tag}>")
    return mark_safe("".join(told))  # noqa: S308  # each text in it is escaped
