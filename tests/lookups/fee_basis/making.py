"""Answers to reckon from: rows of one's own, and those of the stories' persons, without a database."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from lookups.answers.model import (
    Agency,
    Answer,
    Code,
    Decision,
    Loose,
    Money,
    Payment,
    PaymentRow,
    Period,
)
from lookups.care_fees.treating import UNCHANGED
from lookups.fee_basis.calculating import reckon
from lookups.fee_basis.model import Basis
from lookups.registers.making import documents
from tests.lookups.answers.world import EVERYTHING, answer, found
from tests.lookups.online.answers import answer as empty

DAY = date(2026, 11, 25)
ON = date(2026, 12, 1)
ASKED = Period(first=date(2025, 11, 25), last=date(2026, 12, 25))


def story(number: str, *, day: date = DAY, period: Period = ASKED) -> Answer:
    """Return what may be told of one of the stories' persons, all of it."""
    lines = {
        agency: one
        for agency, told in documents(day).items()
        for one in told.values()
        if one["personnummer"] == number
    }
    told = found(fk=lines.get(Agency.FK), pm=lines.get(Agency.PM), number=number)
    return answer(told, period=period, permission=EVERYTHING, right=True)


def basis(told: Answer, changes=UNCHANGED, *, on: date = ON, **more) -> Basis:
    """Reckon an answer's basis."""
    return reckon(told, changes, on=on, **{"asked": ASKED} | more)


def decided(group: str, kind: str, amount, **more) -> Decision:
    """Return a decision that goes on from January 2026 unless told otherwise."""
    told: dict[str, Any] = {
        "decided": "2026-01-10",
        "period": Loose(first="2026-01-01", last=None),
        "amount": amount if amount is None or isinstance(amount, Money) else sek(amount),
        "kind": code(kind),
    }
    return Decision(agency=Agency(group[:2]), group=group, name=group, **told | more)


def paid(group: str, *rows: PaymentRow, day: str = "2026-12-18", **more) -> Payment:
    """Return a planned payment of December 2026 unless told otherwise."""
    told: dict[str, Any] = {
        "effected": False,
        "date": day,
        "period": Loose(first=f"{day[:7]}-01", last=f"{day[:7]}-28"),
        "groups": (group,),
        "rows": rows,
        "deduction": sek(0),
    }
    return Payment(agency=Agency(group[:2]), group=group, name=group, **told | more)


def part(group: str, kind: str, amount) -> PaymentRow:
    return PaymentRow(benefit=None, kind=code(kind), group=group, gross=sek(amount))


def tax(kind: str, amount) -> PaymentRow:
    return PaymentRow(benefit=None, kind=code(kind), deduction=sek(amount))


def sek(amount, frequency: str | None = "MANAD") -> Money:
    return Money(amount=Decimal(str(amount)), frequency=frequency)


def code(told: str) -> Code:
    return Code(code=told, name=told)


def of(*rows: Decision | Payment, **more) -> Answer:
    """Return an answer that holds some rows."""
    return replace(
        empty(),
        decisions=tuple(one for one in rows if isinstance(one, Decision)),
        payments=tuple(one for one in rows if isinstance(one, Payment)),
        **more,
    )
