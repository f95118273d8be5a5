"""How care fees treat each row, where it was asked for their sake: a hint beside it, in a column of its own."""

from django.utils.translation import gettext as _

from lookups.answers.model import Decision, Payment, PaymentRow
from lookups.care_fees import hints
from lookups.care_fees.treating import Changes, Treatment
from lookups.online.present.model import Cell, Head


def heading() -> str:
    """Return the column's heading."""
    return _("I avgiftsunderlaget")


def heads(fees: Changes | None) -> tuple[Head, ...]:
    """Return the column; none where nobody asked for the sake of fees."""
    return () if fees is None else (Head(text=heading()),)


def of_decision(one: Decision, fees: Changes | None) -> tuple[Cell, ...]:
    """Return a decision's cell."""
    return () if fees is None else (_cell(hints.of_decision(one, fees)),)


def of_payment(one: Payment, fees: Changes | None) -> tuple[Cell, ...]:
    """Return a payment's cell."""
    return () if fees is None else (_cell(hints.of_payment(one, fees)),)


def of_part(one: PaymentRow, fees: Changes | None) -> str:
    """Return what is said of a part of a payment, or nothing."""
    told = None if fees is None else hints.of_part(one, fees)
    return hints.words((told,)) if told else ""


def _cell(told: tuple[Treatment, ...]) -> Cell:
    return Cell(text=hints.words(told), note=hints.practice(told))
