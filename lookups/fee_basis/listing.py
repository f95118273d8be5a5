"""The rows of a mass query as a table of sums: whose, what, whether whole, whether somebody needs to look at it."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from lookups.fee_basis.mass import Row
from lookups.fee_basis.model import Basis, Look, Where
from lookups.fee_basis.summing import kronor
from lookups.fee_basis.words import short_gap, short_look
from portal.shell import formats
from portal.shell.tables import Cell, Head, Table


def listing(rows: Sequence[Row], *, special: bool) -> Table:
    """Return the rows' sums. No sum is over rows: nothing can be told of one by taking away the others."""
    once = not death_told(rows)
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
        rows=tuple(_row(one, once=once) for one in rows),
        empty=_("Inga rader hanteras särskilt i den här massfrågan.")
        if special
        else _("Inga svar finns här ännu."),
    )


def death_told(rows: Sequence[Row]) -> bool:
    """Say whether any row tells of death; where none does, that is said once for the whole list."""
    looked = [one.basis for one in rows if one.basis and one.basis.lines]
    return not looked or any(Look.DEATH_UNTOLD not in one.looks for one in looked)


def under(rows: Sequence[Row]) -> list[str]:
    """Return what holds for the list's rows: that death is not told, and where those are that are not told here."""
    said = []
    if not death_told(rows):
        said.append(
            _(
                "Om någon av personerna har avlidit framgår inte: personuppgifter lämnas inte ut för ändamålet. Det "
                "gäller alla rader, också dem som inte behöver ses över för något annat."
            )
        )
    if any(one.basis is None for one in rows):
        said.append(
            _(
                "Rader som inte lämnas ut här hanteras särskilt. De finns i en egen lista, för den som har särskild "
                "behörighet."
            )
        )
    return said


def _row(one: Row, *, once: bool) -> tuple[Cell, ...]:
    row, answer = one.row, one.row.told.answer
    present = formats.identity_number(answer.present) if answer.present else ""
    return (
        Cell(text=formats.number(row.line)),
        Cell(text=row.own or "–"),
        Cell(
            text=formats.identity_number(answer.number),
            note=_("nu %(nummer)s") % {"nummer": present} if present else "",
        ),
        *(_sums(one.basis, once=once) if one.basis else _apart()),
    )


def _apart() -> tuple[Cell, ...]:
    return (
        *(Cell(text="–", numeric=True) for _n in range(4)),
        Cell(text="–"),
        Cell(text=_("Lämnas inte ut här")),
    )


def _sums(basis: Basis, *, once: bool) -> tuple[Cell, ...]:
    amounts = (basis.income, basis.tax, basis.net, basis.total(Where.HOUSING))
    told = [one for one in basis.looks if not (once and one is Look.DEATH_UNTOLD)]
    looks = ", ".join(map(short_look, told))
    return (
        *(Cell(text=kronor(one), numeric=True) for one in amounts),
        Cell(
            text=_("Hel") if basis.whole else _("Inte hel"),
            note=", ".join(map(short_gap, basis.gaps)),
        ),
        Cell(text=looks or _("Nej") if basis.whole else looks or _("Ja")),
    )
