"""What an agreement has otherwise than its purpose, seen from outside: API, page and the list of what may be asked."""

from datetime import date

import pytest

from portal.organisations.models import AgreedPurpose
from portal.organisations.scope import Kind
from portal.tenants.scope import as_administrator
from tests.calls import TYPES, name, problem
from tests.documents import ALVA
from tests.factories import MembershipFactory, PurposeFactory, alter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("extracts")]
SJP, FP = ("beslut", "FK:SJP"), ("beslut", "FK:FP")
BOB = ("beslut", "FK:BOB")
DECIDED = {"decision": "Nämnden § 112", "decided": date(2026, 11, 3)}
ASKED = {"grupper": {"beslut": ["FK:SJP", "FK:FP"]}}


@pytest.fixture
def organisation(organisation):
    """An organisation whose purpose is told of sickness and parental benefit alone."""
    with as_administrator():
        organisation.purpose.groups.exclude(klass="beslut", group__in=["FK:SJP"]).delete()
    return organisation


def results(answer):
    return {one["grupp"]: one["resultat"] for one in answer.json()["uppgifter"]}


def listed(caller):
    (mine,) = caller.get(TYPES).json()["andamal"]
    return mine


def test_a_group_taken_away_is_not_permitted_nor_listed(organisation, caller):
    assert results(caller.ask(**ASKED))["FK:SJP"] == "LAMNAD"
    alter(organisation, organisation.purpose, kind=Kind.WITHOUT_GROUP, what=SJP)
    answer = caller.ask(**ASKED)
    assert results(answer) == {"FK:SJP": "OBEHORIG", "FK:FP": "OBEHORIG"}
    assert answer.json()["beslut"] == []
    assert listed(caller)["grupper"]["beslut"] == []


def test_a_group_given_by_a_decision_is_told_and_listed(organisation, caller):
    assert results(caller.ask(**ASKED))["FK:FP"] == "OBEHORIG"
    alter(organisation, organisation.purpose, kind=Kind.WITH_GROUP, what=FP, **DECIDED)
    assert "OBEHORIG" not in results(caller.ask(**ASKED)).values()
    assert listed(caller)["grupper"]["beslut"] == ["FK:FP", "FK:SJP"]


def test_a_field_left_out_is_left_out_without_a_word(organisation, caller):
    before = caller.ask(**ASKED).json()["beslut"][0]
    assert before["omfattning"] is not None
    alter(
        organisation,
        organisation.purpose,
        kind=Kind.WITHOUT_FIELDS,
        what=SJP,
        fields=["omfattning"],
    )
    after = caller.ask(**ASKED).json()["beslut"][0]
    assert after["omfattning"] is None
    assert after["period"] == before["period"]


@pytest.mark.parametrize(
    ("change", "months"),
    [
        ({"kind": Kind.SHORTER, "months": 6}, 6),
        ({"kind": Kind.LONGER, "months": 36, **DECIDED}, 36),
    ],
)
def test_the_longest_period_is_the_agreed_one(organisation, caller, change, months):
    alter(organisation, organisation.purpose, **change)
    assert listed(caller)["langstaPeriodManader"] == months
    period = {"from": "2023-11-26", "tom": "2026-11-26"}
    answer = caller.ask(period=period)
    if months == 36:
        assert answer.status_code == 200
    else:
        assert name(answer) == "period-too-long"
        assert "högst 6 månader" in problem(answer)["detail"]


def test_what_rests_on_consent_stays_refused_whatever_is_decided(organisation, caller):
    with as_administrator():
        type(organisation.purpose).objects.update(consent=True)
    alter(organisation, organisation.purpose, kind=Kind.WITH_GROUP, what=FP, **DECIDED)
    assert name(caller.ask()) == "purpose-not-agreed"
    assert caller.get(TYPES).json()["andamal"] == []


def test_the_page_gives_what_is_agreed_and_names_it_in_the_readers_language(client, organisation):
    with as_administrator():
        type(organisation.purpose).objects.update(english="Assistance")
        agreed = AgreedPurpose.objects.select_related("agreed_service").get()
        AgreedPurpose.objects.create(
            organisation=organisation,
            agreed_service=agreed.agreed_service,
            purpose=PurposeFactory.create(),
            rank=1,
        )
    alter(organisation, organisation.purpose, kind=Kind.WITH_GROUP, what=BOB, **DECIDED)
    alter(organisation, organisation.purpose, kind=Kind.WITHOUT_GROUP, what=SJP)
    client.force_login(MembershipFactory.create(organisation=organisation).user)
    form = {"identity": ALVA, "purpose": "bistand", "case": "EB-1"}
    page = client.post("/onlinefraga/", form, follow=True)
    assert page.status_code == 200
    assert "Bostadsbidrag" in page.text
    assert "Sjukpenning" not in page.text
    assert ">Bistånd</option>" in client.get("/onlinefraga/").text
    client.cookies["django_language"] = "en"
    assert ">Assistance</option>" in client.get("/onlinefraga/").text
