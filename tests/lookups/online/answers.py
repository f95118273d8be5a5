"""Answers for the tests of what is shown: empty ones, filled by each test with what it is about."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from lookups.answers.model import (
    Agency,
    Answer,
    Klass,
    Loose,
    Money,
    Outcome,
    Part,
    Payment,
    Period,
    Protection,
    Result,
    State,
)
from lookups.online.model import Told
from lookups.online.present import present

AT = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)
MADE = datetime(2026, 11, 23, 3, 12, tzinfo=UTC)
ALVA = "198808132388"


def part(agency: Agency, state: State = State.OK) -> Part:
    return Part(agency=agency, state=state, extract=UUID(int=1), made=MADE)


def outcome(result: Result, group: str = "FK:SJP", reason: str | None = None) -> Outcome:
    return Outcome(
        klass=Klass.DECISIONS,
        group=group,
        name={"FK:SJP": "Sjukpenning", "PM:AP": "Allmän pension"}[group],
        agency=Agency(group[:2]),
        result=result,
        reason=reason,
    )


def answer(**changes) -> Answer:
    empty = Answer(
        number=ALVA,
        present=None,
        parts=(part(Agency.FK), part(Agency.PM)),
        outcomes=(),
        protection=Protection.NONE,
        protection_kind=None,
        notice=False,
        person=None,
        decisions=(),
        claims=(),
        payments=(),
        other=(),
        named=(),
    )
    return replace(empty, **changes)


def told_of(about: Answer) -> Told:
    return Told(
        answer=about,
        disclosure=UUID(int=2),
        reference="K7QF-3M2P",
        at=AT,
        purpose="Ekonomiskt bistånd",
        purpose_code="ekonomiskt-bistand",
        case="EB-2026-17",
        period=Period(first=date(2025, 11, 23), last=date(2026, 12, 23)),
    )


def view(told: Answer | None = None, **changes):
    return present(
        replace(told_of(told or answer()), **changes),
        asked_by="Hanna Handläggare",
        organisation="Socialnämnden i Exempelby",
        until=AT + timedelta(minutes=15),
    )


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def payment(**changes) -> Payment:
    paid = Payment(
        agency=Agency.FK,
        group="FK:SJP",
        name="Sjukpenning",
        effected=True,
        date="2026-10-26",
        groups=("FK:SJP",),
        period=Loose(first="2026-09-26", last="2026-10-25"),
        gross=Money(amount=Decimal("12240.5")),
        tax=Money(amount=Decimal(3672)),
        deduction=Money(amount=Decimal(3672)),
        net=Money(amount=Decimal("8568.5")),
    )
    return replace(paid, **changes)
