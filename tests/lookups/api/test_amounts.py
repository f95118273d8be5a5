"""The named persons' amounts, to the krona, as an integrator reads them (stories.md)."""

from decimal import Decimal

import pytest

from tests.documents import ALVA, INGRID, KERSTIN

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(caller, extracts):
    def ask(person):
        response = caller.ask(personnummer=person)
        assert response.status_code == 200, response.content
        return response.json()

    return ask


def money(one) -> Decimal | None:
    return one and Decimal(one["belopp"])


def test_alva_s_latest_month_of_both_agencies(told):
    payments = [one for one in told(ALVA)["utbetalningar"] if one["effektuerad"]]
    latest = {}
    for one in sorted(payments, key=lambda paid: paid["datum"]):
        latest[one["utlamnare"]] = one
    assert (money(latest["FK"]["brutto"]), money(latest["FK"]["netto"])) == (12240, 8568)
    assert (money(latest["PM"]["brutto"]), money(latest["PM"]["netto"])) == (10508, 7356)


def test_a_payment_of_several_benefits_names_each_row_s_group(told):
    first = min(told(INGRID)["utbetalningar"], key=lambda paid: paid["datum"])
    assert money(first["brutto"]) == 20512
    assert first["hel"] is True
    assert set(first["grupper"]) == {"PM:AP", "PM:BTI", "PM:EF"}
    by_group = {}
    for row in first["rader"]:
        if row["grupp"]:
            by_group[row["grupp"]] = by_group.get(row["grupp"], 0) + money(row["brutto"])
    assert by_group == {"PM:AP": 10532, "PM:BTI": 3960, "PM:EF": 6020}
    assert sum(by_group.values()) == money(first["brutto"])


def test_every_given_group_of_payments_is_found_among_the_payments(told):
    answer = told(INGRID)
    given = {
        one["grupp"]
        for one in answer["uppgifter"]
        if one["klass"] == "utbetalningar" and one["resultat"] == "LAMNAD"
    }
    assert given == {
        group
        for paid in answer["utbetalningar"]
        if paid["effektuerad"]
        for group in paid["grupper"]
    }


def test_nothing_registered_is_said_group_by_group_and_never_as_zero(told):
    answer = told(KERSTIN)
    assert {one["resultat"] for one in answer["uppgifter"] if one["grupp"] != "FK:GEPI"} == {
        "INGET_REGISTRERAT"
    }
    assert answer["beslut"] == answer["ansprak"] == answer["utbetalningar"] == []
    assert answer["person"]
