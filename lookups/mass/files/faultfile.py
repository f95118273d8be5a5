"""The rows without an answer as a file that Swedish Excel opens: row, column, own reference, reason."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Protocol

from django.utils.translation import gettext as _

from lookups.mass.files.cells import neutral

BOM = "\ufeff"


class Faulty(Protocol):
    """A row and why."""

    @property
    def line(self) -> int:
        """The row as the user's program shows it."""

    @property
    def column(self) -> str:
        """Letter of the column."""

    @property
    def own(self) -> str:
        """The user's own reference."""

    @property
    def detail(self) -> str:
        """What is wrong, in words."""


def write(faults: Iterable[Faulty]) -> Iterator[bytes]:
    """Give the file piece by piece: UTF-8 with BOM, semicolons, formula cells neutralised."""
    yield BOM.encode()
    yield line([_("Rad"), _("Kolumn"), _("Egen referens"), _("Orsak")])
    for one in faults:
        yield line([str(one.line), one.column, neutral(one.own), str(one.detail)])


def line(cells: Iterable[str]) -> bytes:
    """Return one line of a file."""
    told = io.StringIO()
    csv.writer(told, delimiter=";", lineterminator="\r\n").writerow(cells)
    return told.getvalue().encode()
