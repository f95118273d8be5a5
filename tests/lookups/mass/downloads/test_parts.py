"""A payment's parts in a file are called what they are: tax is no payment, and a code nobody explained is said so."""

from decimal import Decimal

import pytest

from lookups.answers.model import Agency, Code, Money, Payment, PaymentRow
from lookups.mass.downloads.rows import _payment

PROG = Code(code="PROG", name="Programersättning")


def part(kind, **amount):
    return PaymentRow(
        benefit=PROG, kind=kind, **{key: Money(amount=Decimal(one)) for key, one in amount.items()}
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (part(None, gross=8640), "Programersättning"),
        (
            part(Code(code="PS", name="Preliminär skatt"), tax=2592, deduction=2592),
            "Preliminär skatt",
        ),
        (part(Code(code="INF", name="Utmätning"), deduction=1500), "Utmätning"),
        (part(Code(code="QX", name="QX"), deduction=53), "okänd kod QX"),
    ],
)
def test_each_part_has_its_own_name(row, said):
    payment = Payment(
        agency=Agency.FK,
        group="FK:PROG",
        name="Program",
        effected=True,
        date="2026-10-27",
        rows=(row,),
    )
    parts = _payment(payment)[-1]
    assert isinstance(parts, str)
    assert parts.startswith(f"{said} ")
    assert said == "Programersättning" or "Programersättning" not in parts
