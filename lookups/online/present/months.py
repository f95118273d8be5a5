"""Payments by the month in which they are made, across both agencies, and what of a month may be added up."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from lookups.answers import remarks
from lookups.answers.model import Agency, Answer, Money, Payment, PaymentRow
from lookups.answers.remarks import Remark

CURRENCY = "SEK"
# PM has no tax of its own: it stands among its deductions.
PM_TAXES = frozenset({"PM:PS", "PM:PST", "PM:SS", "PM:SST"})
# What is no money to come, or is told by the other agency, is no part of a sum.
UNCOUNTED = frozenset({Remark.AFTER_DEATH, Remark.OLDER_COPY})
_MONTH = len("2026-11")


class Left(StrEnum):
    """Why a payment is no part of its month's sum."""

    PART = "part"  # it concerns more than may be told
    NO_AMOUNT = "no-amount"
    CURRENCY = "currency"
    REMARK = "remark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """One payment with its parts told apart: gross is tax, other and net, where all are delivered."""

    payment: Payment
    remarks: tuple[Remark, ...]
    tax: Money | None
    other: Money | None  # deductions that are no tax
    deductions: tuple[tuple[PaymentRow, Money], ...]  # what they are, as far as the parts tell
    left: Left | None  # None: it counts in the sum


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """What some payments of a month come to: those made, or those planned. A column that one does not tell is None."""

    effected: bool
    net: Mapping[Agency, Decimal]  # of the agencies that have a payment counted here
    gross: Decimal | None
    tax: Decimal | None
    other: Decimal | None
    left: Mapping[Left, int]

    @property
    def whole(self) -> Decimal:
        """Return what both agencies pay net."""
        return sum(self.net.values(), Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month's payments, the latest first; `month` is `YYYY-MM`, empty where no day is told."""

    month: str
    paid: tuple[Paid, ...]
    totals: tuple[Total, ...]  # of those made, then of those planned


def months(answer: Answer, payments: Iterable[Payment]) -> tuple[Month, ...]:
    """Return some of an answer's payments by month, the latest first: each once."""
    found: dict[str, list[Paid]] = {}
    for one in payments:
        found.setdefault(_month(one.date), []).append(_paid(answer, one))
    return tuple(_told(month, found[month]) for month in sorted(found, reverse=True))


def _month(day: str | None) -> str:
    told = (day or "")[:_MONTH]
    return told if len(told) == _MONTH and told[:4].isdigit() else ""


def _told(month: str, paid: list[Paid]) -> Month:
    paid.sort(key=lambda one: (one.payment.agency, one.payment.name))
    paid.sort(key=lambda one: one.payment.date or "", reverse=True)
    totals = tuple(
        _total([one for one in paid if one.payment.effected is effected], effected=effected)
        for effected in (True, False)
        if any(one.payment.effected is effected for one in paid)
    )
    return Month(month=month, paid=tuple(paid), totals=totals)


def _paid(answer: Answer, one: Payment) -> Paid:
    said = remarks.of_payment(answer, one)
    tax = _pm_tax(one) if one.agency is Agency.PM else one.tax
    return Paid(
        payment=one,
        remarks=said,
        tax=tax,
        other=_less(one.deduction, tax),
        deductions=tuple(_deductions(one)),
        left=_left(one, said),
    )


def _left(one: Payment, said: tuple[Remark, ...]) -> Left | None:
    if UNCOUNTED & {*said}:
        return Left.REMARK
    if not one.whole:
        return Left.PART
    if one.net is None:
        return Left.NO_AMOUNT
    return None if one.net.currency == CURRENCY else Left.CURRENCY


def _pm_tax(one: Payment) -> Money | None:
    """Return what of PM's deductions is tax; None where the deductions are not told."""
    if one.deduction is None:
        return None
    sums = [
        row.deduction.amount
        for row in one.rows
        if row.deduction and row.kind and row.kind.code in PM_TAXES
    ]
    return Money(amount=sum(sums, Decimal(0)), currency=one.deduction.currency)


def _deductions(one: Payment) -> Iterator[tuple[PaymentRow, Money]]:
    """Yield each part that deducts something else than tax, with how much."""
    for row in one.rows:
        if row.deduction is None or (row.kind and row.kind.code in PM_TAXES):
            continue
        less = row.deduction.amount - (row.tax.amount if row.tax else 0)
        if less:
            yield row, Money(amount=less, currency=row.deduction.currency)


def _less(deduction: Money | None, tax: Money | None) -> Money | None:
    """Return a deduction without the tax that it includes; None where either is not told."""
    if deduction is None or tax is None or deduction.currency != tax.currency:
        return None
    return Money(amount=deduction.amount - tax.amount, currency=deduction.currency)


def _total(paid: list[Paid], *, effected: bool) -> Total:
    counted = [one for one in paid if one.left is None]
    net: dict[Agency, Decimal] = {}
    for one in counted:
        if one.payment.net:
            agency = one.payment.agency
            net[agency] = net.get(agency, Decimal(0)) + one.payment.net.amount
    return Total(
        effected=effected,
        net={agency: net[agency] for agency in Agency if agency in net},
        gross=_sum(one.payment.gross for one in counted),
        tax=_sum(one.tax for one in counted),
        other=_sum(one.other for one in counted),
        left=Counter(one.left for one in paid if one.left is not None),
    )


def _sum(amounts: Iterable[Money | None]) -> Decimal | None:
    """Return a column's sum; None where a payment does not tell it, or tells it in other money."""
    told = [one.amount if one and one.currency == CURRENCY else None for one in amounts]
    known = [one for one in told if one is not None]
    return sum(known, Decimal(0)) if len(known) == len(told) else None
