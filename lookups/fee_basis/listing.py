"""The rows of a mass query as a table of sums: whose, what, whether whole, whether somebody needs to look at it."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from lookups.fee_basis.mass import Row
from lookups.fee_basis.model import Basis, Where
from lookups.fee_basis.summing import kronor
from lookups.fee_basis.words import short_gap, short_look
from portal.shell import formats
from portal.shell.tables import Cell, Head, Table


def listing(rows: Sequence[Row], *, special: bool) -> Table:
    """Return the rows' sums. No sum is over rows: nothing can be told of one by taking away the others."""
    return Table(
        key="underlag",
        caption=_("Hanteras särskilt") if special else _("Underlag i radordning, kronor per månad"),
        heads=(
            Head(text=_("Rad")),
            Head(text=_("Egen referens")),
            Head(text=_("Person")),
            Head(text=_("Inkomst före skatt"), numeric=True),
            Head(text=_("Skatt"), numeric=True),
            Head(text=_("Efter skatt"), numeric=True),
            Head(text=_("Bostadsstöd"), numeric=True),
            Head(text=_("Summan är")),
            Head(text=_("Behöver ses över")),
        ),
        rows=tuple(_row(one) for one in rows),
        empty=_("Inga rader hanteras särskilt i den här massfrågan.")
        if special
        else _("Inga svar finns här ännu."),
    )


def _row(one: Row) -> tuple[Cell, ...]:
    row = one.row
    return (
        Cell(text=formats.number(row.line)),
        Cell(text=row.own or "–"),
        Cell(text=formats.identity_number(row.told.answer.present or row.told.answer.number)),
        *(_sums(one.basis) if one.basis else _apart()),
    )


def _apart() -> tuple[Cell, ...]:
    return (
        *(Cell(text="–", numeric=True) for _n in range(4)),
        Cell(text="–"),
        Cell(text=_("Hanteras särskilt")),
    )


def _sums(basis: Basis) -> tuple[Cell, ...]:
    amounts = (basis.income, basis.tax, basis.net, basis.total(Where.HOUSING))
    looks = ", ".join(map(short_look, basis.looks))
    return (
        *(Cell(text=kronor(one), numeric=True) for one in amounts),
        Cell(
            text=_("Hel") if basis.whole else _("Inte hel"),
            note=", ".join(map(short_gap, basis.gaps)),
        ),
        Cell(text=looks or _("Nej") if basis.whole else looks or _("Ja")),
    )
