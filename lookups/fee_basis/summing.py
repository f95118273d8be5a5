"""The sums of one person or of two beside each other: incomes added and halved, as help."""

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from lookups.fee_basis.model import Basis, Where
from portal.shell import formats
from portal.shell.tables import Cell, Head, Table

_ORE = Decimal("0.01")
Told = tuple[str, Basis]


def summary(told: Sequence[Told]) -> Table:
    """Return the sums a month; with two persons also what they are together and halved."""
    couple = len(told) == 2
    more = (Head(text=_("Tillsammans"), numeric=True), Head(text=_("Delat lika"), numeric=True))
    return Table(
        key="summor",
        caption=_("Summor per månad"),
        heads=(
            Head(text=_("Summa")),
            *(Head(text=number, numeric=True) for number, _basis in told),
            *(more if couple else ()),
        ),
        rows=(
            *(_row(label, of, told) for label, of in _sums()),
            (
                Cell(text=_("Är summan hel?")),
                *(Cell(text=whole_word(basis), numeric=True) for _number, basis in told),
                *(Cell(text=_both_word(told), numeric=True) for _more in (more if couple else ())),
            ),
        ),
    )


def both(one: Decimal | None, other: Decimal | None) -> tuple[Decimal | None, Decimal | None]:
    """Return two amounts added, and half of that; None where one of them is unknown: that is not nought.

    >>> both(Decimal(3), Decimal(2)), both(Decimal(3), None)
    ((Decimal('5'), Decimal('2.50')), (None, None))
    """
    if one is None or other is None:
        return None, None
    added = one + other
    return added, (added / 2).quantize(_ORE, rounding=ROUND_HALF_UP)


def whole_word(basis: Basis) -> str:
    """Return whether a person's totals are whole."""
    if basis.withheld:
        return _("Lämnas inte ut här")
    return _("Hel") if basis.whole else _("Inte hel")


def kronor(amount: Decimal | None) -> str:
    """Return a total; a dash where nothing is known: that is not 0 kr."""
    return "–" if amount is None else formats.kr(amount)


def _sums() -> list[tuple[str, Callable[[Basis], Decimal | None]]]:
    return [
        (_("Inkomst som räknas, före skatt"), lambda basis: basis.income),
        (_("Skatt som går att läsa ut"), lambda basis: basis.tax),
        (_("Inkomst efter den skatten"), lambda basis: basis.net),
        (_("Bostadsstöd, obeskattat"), lambda basis: basis.total(Where.HOUSING)),
        (_("Räknas inte"), lambda basis: basis.total(Where.EXCLUDED)),
    ]


def _row(
    label: str, of: Callable[[Basis], Decimal | None], told: Sequence[Told]
) -> tuple[Cell, ...]:
    amounts = [of(basis) for _number, basis in told]
    cells = [Cell(text=kronor(one), numeric=True) for one in amounts]
    if len(told) == 2:
        alone = any(basis.dead for _number, basis in told)  # nobody shares with the dead
        shared = (None, None) if alone else both(*amounts)
        cells += [Cell(text=kronor(one), numeric=True) for one in shared]
    return (Cell(text=label), *cells)


def _both_word(told: Sequence[Told]) -> str:
    whole = all(basis.whole and basis.net is not None and not basis.dead for _number, basis in told)
    return _("Hel") if whole else _("Inte hel")
