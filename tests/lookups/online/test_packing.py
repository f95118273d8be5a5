"""An answer comes back from its packing as it was: each kind of value, what is missing, and whom it names."""

from dataclasses import fields
from decimal import Decimal
from typing import Any

from lookups.answers.model import (
    Agency,
    Claim,
    Code,
    Decision,
    Loose,
    Money,
    Named,
    Other,
    Payment,
    PaymentRow,
    Result,
)
from lookups.catalogue import contract
from lookups.online.packing import pack, unpack
from tests.lookups.online.answers import answer, outcome, told_of

AMOUNT = Money(amount=Decimal("1204.50"), frequency="MANAD")
FULL = Code(code="HEL", name="Hel")
ROW: dict[str, Any] = {"agency": Agency.FK, "group": "FK:SJP", "name": "Sjukpenning"}
LOOSE: dict[str, Any] = {
    "text": "2026-01",
    "tal": 3,
    "andel": Decimal("0.75"),
    "nej": False,
    "belopp": AMOUNT,
    "niva": FULL,
    "flera": (AMOUNT, FULL, "x"),
    "inre": {"niva": FULL, "tomt": None, "djupare": ({"belopp": AMOUNT},)},
}
EACH = answer(
    outcomes=(outcome(Result.GIVEN), outcome(Result.NOT_CHECKED, "PM:AP", "saknas")),
    person=LOOSE,
    decisions=(
        Decision(
            **ROW,
            status=FULL,
            period=Loose(first="2026-01", last=None),
            amount=AMOUNT,
            extent=Decimal(1),
            days=7,
            basis=LOOSE,
        ),
    ),
    claims=(Claim(**ROW, id="1", basis={}),),
    payments=(
        Payment(
            **ROW,
            effected=True,
            date="2026-02-25",
            groups=("FK:SJP",),
            net=AMOUNT,
            rows=(PaymentRow(benefit=FULL, kind=None, gross=AMOUNT),),
        ),
    ),
    other=(Other(**ROW, fields=LOOSE),),
    named=(Named(number="198808132388", role="barn"),),
)


def test_all_comes_back():
    packed = pack(told_of(EACH))
    assert unpack(packed) == told_of(EACH)
    assert repr(unpack(packed)) == repr(told_of(EACH))  # of the same kinds too: 1 is no Decimal(1)


def test_an_empty_answer_comes_back():
    assert unpack(pack(told_of(answer()))) == told_of(answer())


def test_no_published_object_can_be_taken_for_an_amount_or_a_code():
    ours = [{one.name for one in fields(kind)} for kind in (Money, Code)]
    for published in contract.types().values():
        assert not any(one <= published.keys() for one in ours)
