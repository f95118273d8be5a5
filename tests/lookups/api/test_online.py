"""A question by API: what is told, what is refused, and what the log then holds."""

import json
from datetime import timedelta

import pytest

from lookups.api.v10.version import api
from portal import clock
from portal.audit.models import Disclosure
from portal.identity import Felkod
from portal.tenants.scope import as_administrator
from tests.calls import Caller, name, problem
from tests.factories import ApiClientFactory, OrganisationFactory, PurposeFactory, agree, token_for
from tests.schemas import hold_to_schema

NOT_A_TEST_NUMBER = "185001011005"  # valid, and of nobody alive

pytestmark = pytest.mark.django_db


def rows() -> list[Disclosure]:
    with as_administrator():
        return list(Disclosure.objects.all())


def test_a_question_is_answered_and_logged(caller, organisation, extracts):
    response = caller.ask()
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    assert response["Cache-Control"] == "no-store"
    told = response.json()
    hold_to_schema(api.description_document, "AnswerOut", told)
    (row,) = rows()
    assert str(row.id) == told["fragaId"]
    assert str(row.request_id) == response["X-Request-ID"]
    assert (row.case, row.caseworker, row.version, row.channel) == (
        "EB-2026-17",
        "hanna",
        "10",
        "api",
    )
    assert row.organisation_id == organisation.id
    assert [one["kod"] for one in told["utlamnare"]] == ["FK", "PM"]
    assert {one["tillstand"] for one in told["utlamnare"]} == {"OK"}
    assert told["beslut"]


def test_only_what_is_asked_is_told(caller, extracts):
    told = caller.ask(grupper={"utbetalningar": ["FK:SJP"]}).json()
    assert {(one["klass"], one["grupp"]) for one in told["uppgifter"]} == {
        ("utbetalningar", "FK:SJP")
    }
    assert told["beslut"] == told["ansprak"] == told["ovrigt"] == []


def test_a_known_group_outside_the_purpose_is_no_error(caller, extracts):
    told = caller.ask(grupper={"beslut": ["FK:SJP", "FK:SA"]}).json()
    results = {one["grupp"]: one["resultat"] for one in told["uppgifter"]}
    assert results["FK:SA"] == "OBEHORIG"


@pytest.mark.parametrize(
    "written", ["19880813-2388", "198808132388", "19880813 2388", " 880813-2388\t", "880813–2388"]
)
def test_the_number_in_its_usual_forms(caller, extracts, written):
    assert caller.ask(personnummer=written).json()["personnummer"] == "198808132388"


@pytest.mark.parametrize(
    ("written", "felkod"),
    [
        ("", Felkod.EMPTY),
        ("  ", Felkod.EMPTY),
        ("19880813-238x", Felkod.CHARACTERS),
        ("\ud800", Felkod.CHARACTERS),
        ("1988", Felkod.LENGTH),
        ("198813132388", Felkod.DATE),
        ("209908132388", Felkod.FUTURE),
        ("2008132382", Felkod.CENTURY),
        ("198808132389", Felkod.CHECK_DIGIT),
    ],
)
def test_each_fault_of_the_number_by_its_name(caller, extracts, written, felkod):
    told = problem(caller.ask(personnummer=written))
    assert (told["type"], told["felkod"]) == ("/problems/invalid-identity", felkod.value)
    assert rows() == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"andamal": "okant"}, "purpose-not-agreed"),
        ({"period": {"from": "2020-01-01", "tom": "2026-01-01"}}, "period-too-long"),
        ({"arendereferens": ""}, "case-reference-missing"),
        ({"handlaggare": ""}, "case-reference-missing"),
        ({"arendereferens": "19880813-2388"}, "reference-holds-identity"),
        ({"handlaggare": "för 198808132388"}, "reference-holds-identity"),
        ({"aktor": "0197c3f0-6a4e-7d31-9b1c-2f5e8a7d4c60"}, "actor-not-represented"),
    ],
    ids=str,
)
def test_refused_questions_are_not_logged(caller, extracts, changes, expected):
    response = caller.ask(**changes)
    assert name(response) == expected
    assert "198808132388" not in response.text
    assert rows() == []


def test_an_agreement_that_ended(organisation, extracts):
    ended = OrganisationFactory.create()
    today = clock.swedish_day(clock.now())
    agree(ended, organisation.purpose, begins=today - timedelta(days=90), ends=today)
    caller = Caller(ApiClientFactory.create(organisation=ended))
    told = problem(caller.ask(andamal="bistand"))
    assert told["type"] == "/problems/agreement-not-in-force"
    assert str(today - timedelta(days=1)) in told["detail"]


def test_a_client_without_the_scope(organisation):
    caller = Caller(ApiClientFactory.create(organisation=organisation, scopes=("lefi.mass",)))
    response = caller.ask(andamal="bistand")
    assert problem(response)["scope"] == "lefi.online"
    assert (
        response["WWW-Authenticate"]
        == 'Bearer realm="api", error="insufficient_scope", scope="lefi.online"'
    )


def test_without_a_purpose_and_without_a_default(organisation):
    caller = Caller(ApiClientFactory.create(organisation=organisation))
    (one,) = problem(caller.ask())["errors"]
    assert (one["pointer"], one["felkod"]) == ("/andamal", "saknas")


@pytest.fixture
def processor(organisation):
    """A client that represents two organisations; the second has a purpose of its own."""
    second = OrganisationFactory.create()
    second.purpose = PurposeFactory.create(code="avgift")
    agree(second, second.purpose)
    party = OrganisationFactory.create()
    system = ApiClientFactory.create(
        organisation=party,
        represents=[(organisation, organisation.purpose), (second, second.purpose)],
    )
    return Caller(system), second


def test_who_represents_several_must_say_for_whom(processor):
    caller, _ = processor
    (one,) = problem(caller.ask())["errors"]
    assert (one["pointer"], one["felkod"]) == ("/aktor", "saknas")


@pytest.mark.parametrize("by_header", [True, False], ids=["header", "body"])
def test_the_question_is_the_named_actor_s(processor, extracts, by_header):
    caller, second = processor
    actor = str(second.aktors_id)
    response = caller.ask(headers={"X-Aktor": actor}) if by_header else caller.ask(aktor=actor)
    assert response.status_code == 200
    (row,) = rows()
    assert (row.organisation_id, row.purpose, row.party) == (
        second.id,
        "avgift",
        caller.system.organisation_id,
    )


def test_no_extract_can_be_read(caller):
    told = problem(caller.ask())
    assert told["type"] == "/problems/register-unavailable"
    assert rows() == []


def test_nothing_of_the_question_is_in_the_log_lines(caller, extracts, capfd):
    caller.ask()
    caller.ask(personnummer="198808132389")
    caller.ask(x="198808132388")
    lines = capfd.readouterr()
    assert "19880813" not in lines.out + lines.err
    assert '"route": "lefi-online/v10/fragor"' in lines.out + lines.err


def test_an_unexpected_fault_tells_nothing(caller, monkeypatch, capfd):
    def fail(*_args, **_kwargs):
        raise ValueError("198808132388")

    monkeypatch.setattr("lookups.api.v10.online.services.ask", fail)
    response = caller.ask()
    assert name(response) == "internal-error"
    lines = capfd.readouterr()
    assert "19880813" not in response.text + lines.out + lines.err
    assert "ValueError" in lines.out


def test_a_token_in_the_address_opens_nothing(caller):
    path = f"/lefi-online/v10/fragor?access_token={token_for(caller.system)}"
    response = caller.http.post(path, json.dumps({}), content_type="application/json")
    assert name(response) == "not-authenticated"


def test_the_demo_takes_test_numbers_alone(caller, extracts, settings):
    settings.DEMO = True
    assert problem(caller.ask(personnummer=NOT_A_TEST_NUMBER))["felkod"] == "inte_testnummer"
