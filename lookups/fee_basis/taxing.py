"""The tax of counted lines, as payments tell it: FK's by benefit, PM's for the whole payment. Pure.

Only a payment that pays what is decided, amount for amount, tells its tax: that of the month, or where none is there
the latest before it. PM's tax is counted income's alone when all that the payment taxes counts; else nobody knows how
it is split, and none is told. What is tax-free needs no payment to tell that.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lookups.answers.model import Agency, Answer, Code, Payment
from lookups.care_fees.hints import PAID_AS
from lookups.fee_basis.model import Line, Source, Tax, Where
from lookups.fee_basis.months import months_of

# PM's tax on what the payment pays; that of an earlier year is none of this income's.
_TAX = frozenset({"PM:PS", "PM:SS"})
# Decided under kinds of their own, paid under codes whose kinds are not published: one is known in the other by what it
# is a month, and by nothing else.
_ANNUITIES = frozenset({"PM:ANKEL", "PM:FL", "PM:FOL", "PM:OL", "PM:SEL"}) | {
    f"PM:AL{n}" for n in range(1, 10)
}
_PotKey = tuple[str, str]
_Sums = Mapping[_PotKey, Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What payments tell; `differs`: a payment of the month does not pay what is decided."""

    taxes: tuple[Tax, ...]
    untaxed: tuple[Source, ...]
    differs: bool


def pot_key(agency: Agency, group: str, kind: Code | None, amount: Decimal | None) -> _PotKey:
    """Return what is compared: of PM each kind by the code that it is decided under, of FK the benefit.

    PM's annuities are matched by their amount: `amount` is what is decided or paid of one.
    """
    if agency is Agency.FK:
        return (group, "")
    code = kind.code if kind else ""
    if code in _ANNUITIES:
        return (group, f"PM:AL {amount or Decimal(0):.2f}")
    return (group, PAID_AS.get(code, code))


def tell(answer: Answer, decided: Sequence[Line], *, on: date) -> Told:
    """Return the tax of the counted lines."""
    taxes: list[Tax] = []
    untaxed: list[Source] = []
    differs = False
    for agency, group, lines in _pots(decided):
        counted = tuple(one.source for one in lines if one.where is Where.COUNTED and one.taxed)
        free = tuple(one.source for one in lines if one.where is Where.COUNTED and not one.taxed)
        paid, same = _payment(answer, agency, group, month=str(on)[:7])
        wanted = _wanted(lines)
        matches = paid is not None and _paid(paid, group) == wanted
        differs = differs or (same and not matches)
        if not counted and not free:
            continue
        tax = _tax(paid, group) if paid is not None and matches else None
        mixed = any(one.where is not Where.COUNTED and one.taxed and one.amount for one in lines)
        if paid is None or tax is None or (mixed and tax):
            untaxed += counted
            continue
        if not counted and not tax:
            continue
        taxes.append(
            Tax(
                agency=agency,
                group=group,
                amount=tax,
                paid=paid.date,
                effected=paid.effected,
                same_month=same,
                of=(*counted, *free),
            )
        )
    return Told(taxes=tuple(taxes), untaxed=tuple(untaxed), differs=differs)


def _pots(decided: Sequence[Line]) -> Iterator[tuple[Agency, str, list[Line]]]:
    """Yield the lines that one tax is of: all of PM's, and each benefit of FK's."""
    found: dict[tuple[Agency, str], list[Line]] = {}
    for one in decided:
        if one.amount is not None and one.where is not Where.LEFT:
            group = "" if one.agency is Agency.PM else one.group
            found.setdefault((one.agency, group), []).append(one)
    for (agency, group), lines in found.items():
        yield agency, group, lines


def _payment(
    answer: Answer, agency: Agency, group: str, *, month: str
) -> tuple[Payment | None, bool]:
    """Return the one payment of the month and True, or the latest that was made before it and False.

    Several of a month are none, and one that is not told whole tells no tax.
    """
    of = [
        (months, one)
        for one in answer.payments
        if one.agency is agency
        and (not group or group in (one.groups or (one.group,)))
        and (months := months_of(one.period, one.date)) is not None
        and months[0] == months[1]
    ]
    this = [one for months, one in of if months[0] == month]
    if any(not one.whole for one in this):
        return None, False
    if this:
        return (this[0] if len(this) == 1 else None), True
    before = [(months[0], one.date or "", one) for months, one in of if months[0] < month]
    made = [one for one in before if one[2].effected]
    if not made:
        return None, False
    latest = max(one[0] for one in made)
    last = [one for when, _, one in made if when == latest]
    return (last[0] if len(last) == 1 and last[0].whole else None), False


def _wanted(lines: Sequence[Line]) -> _Sums:
    return _summed((_key_of(one), one.amount) for one in lines)


def _key_of(one: Line) -> _PotKey:
    return pot_key(one.agency, one.group, one.kind, one.amount)


def _paid(one: Payment, group: str) -> _Sums:
    """Return what a payment pays before deductions, by benefit or kind."""
    return _summed(
        (pot_key(one.agency, row.group, row.kind, row.gross.amount), row.gross.amount)
        for row in one.rows
        if row.group and row.gross is not None and (not group or row.group == group)
    )


def _summed(told: Iterable[tuple[_PotKey, Decimal | None]]) -> _Sums:
    """Return sums by key; what comes to nought is nothing that anybody pays."""
    sums: dict[_PotKey, Decimal] = {}
    for key, amount in told:
        sums[key] = sums.get(key, Decimal(0)) + (amount or Decimal(0))
    return {key: amount for key, amount in sums.items() if amount}


def _tax(one: Payment, group: str) -> Decimal | None:
    """Return the tax of a benefit of FK's, or of all that PM pays; None where it is not told."""
    if one.agency is Agency.PM:
        taken = [row for row in one.rows if row.group is None]
        if one.deduction is None and taken:
            return None
        of = [row.deduction for row in taken if row.kind and row.kind.code in _TAX]
        return sum((sek.amount for sek in of if sek is not None), Decimal(0))
    rows = [row for row in one.rows if row.group in {group, None} and row.tax is not None]
    told = sum((row.tax.amount for row in rows if row.tax is not None), Decimal(0))
    everybody = sum((row.tax.amount for row in one.rows if row.tax is not None), Decimal(0))
    if one.tax is None or one.tax.amount != everybody:
        return None  # the parts do not tell all of it
    return told
