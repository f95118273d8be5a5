"""Shapes of the contract that few groups have come out whole, protected and in one form."""

from decimal import Decimal

import pytest

from lookups.answers.model import Code, Money, Protection
from lookups.answers.services import group_contents
from tests.lookups.answers.world import (
    ADAM,
    ELSA,
    MOLLY,
    NILS,
    answer,
    code,
    fk,
    found,
    person,
    results,
    sek,
)


def test_a_decision_that_is_one_object_is_a_row_and_the_misspelt_child_is_a_person():
    case = {
        "startades": "2026-01-01",
        "beslut": {
            "fattades": "2026-02-01",
            "beslutstatus": code("S", "Slutligt"),
            "beslutsutfall": {"id": 5},
            "periodbeslut": [
                {"period": {"fran": "2026-02"}, "andel": {"taljare": 1, "namnare": 3}}
            ],
            "underlag": {"Barn": [person(MOLLY, "Molly"), person(ELSA, "Elsa")]},
        },
    }
    document = found(fk=fk(merkostnadsersattningsarende=[case]))
    (told,) = answer(document, related={MOLLY: False, ELSA: True}).decisions
    assert told.outcome == Code(code="5", name="AVSLAG")
    assert told.status == Code(code="S", name="Slutligt")
    assert told.basis["Barn"] == ({"personnummer": MOLLY, "namn": "Molly"},)
    assert told.basis["periodbeslut"] == (
        {"period": {"from": "2026-02"}, "andel": Decimal("0.333333")},
    )


PAYEES = {
    "grunduppgifter": {"personuppgift": person(MOLLY, "Molly")},
    "beslut": [
        {
            "fattades": "2026-02-01",
            "underlag": {
                "tvaBidragsmottagare": True,
                "utbetalningsmottagare": f"{ADAM}/{NILS}",
                "institutionsplacering": [{"institution": code(2), "namn": "LÄCKORDET"}],
            },
        }
    ],
}


@pytest.mark.parametrize("hidden", [ADAM, NILS])
def test_two_payees_are_told_together_or_not_at_all(hidden):
    clear = dict.fromkeys((ADAM, NILS, MOLLY), False)
    (told,) = answer(found(fk=fk(mottagareavbarnbidrag=[PAYEES])), related=clear).decisions
    assert told.basis["utbetalningsmottagare"] == f"{ADAM}/{NILS}"
    (told,) = answer(
        found(fk=fk(mottagareavbarnbidrag=[PAYEES])), related=clear | {hidden: True}
    ).decisions
    assert "utbetalningsmottagare" not in told.basis
    assert told.basis["institutionsplacering"]


def test_institutions_and_payees_are_gone_for_a_protected_person():
    one = found(fk=fk(mottagareavbarnbidrag=[PAYEES]), protection=Protection.SET)
    told = answer(one, right=True)
    assert not any(word in repr(told) for word in (ADAM, NILS, MOLLY, "LÄCKORDET"))
    assert told.decisions[0].basis == {"tvaBidragsmottagare": True}


def test_an_authority_that_is_paid_is_no_person():
    underlag = {"utbetalningsmottagare": "MYNDIGHETSUTBETALNING"}
    case = {"beslut": [{"fattades": "2026-02-01", "underlag": underlag}]}
    document = fk(mottagareavbarnbidrag=[case])
    assert answer(found(fk=document)).decisions[0].basis == underlag
    hidden = answer(found(fk=document, protection=Protection.SET), right=True)
    assert hidden.decisions[0].basis == {}


def test_what_does_not_fit_its_slot_stays_in_the_basis():
    decision = {
        "fattades": "2026-02-01",
        "dagar": ["2026-02-02", "2026-02-03"],
        "ersattning": code("AS"),
    }
    (told,) = answer(found(fk=fk(programersattningsarende=[{"beslut": [decision]}]))).decisions
    assert told.days is None
    assert told.basis == {"dagar": ("2026-02-02", "2026-02-03")}


def test_a_debt_is_told_as_it_is_now_beside_the_decisions():
    one = found(fk=fk(underhallsskuld=[{"belopp": sek(14386)}]))
    told = answer(one)
    assert [(row.group, row.fields) for row in told.other] == [
        ("FK:US", {"belopp": Money(amount=Decimal(14386))})
    ]
    assert results(told)["beslut", "FK:US"] == "LAMNAD"
    assert b"14386" in group_contents(told)["beslut", "FK:US"]


@pytest.mark.parametrize(
    ("period", "there"),
    [({"fran": "2026-05"}, True), ({"fran": "2027-05"}, False), (None, True)],
)
def test_other_information_with_a_period_is_told_for_the_period(period, there):
    item = {"period": period, "program": code(77, "Framtidsspår"), "omfattning": {"taljare": 1}}
    told = answer(found(fk=fk(programanvisning=[item])))
    assert bool(told.other) is there
    if there:
        assert told.other[0].fields["program"] == Code(code="77", name="Framtidsspår")
        assert told.other[0].fields["omfattning"] == {"taljare": 1}
