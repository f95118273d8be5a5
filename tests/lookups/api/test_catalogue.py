"""What there is to ask for: mine with a token, all without one, and a bad token is no token."""

from datetime import timedelta

import pytest

from lookups.api.v10.version import api
from lookups.catalogue import services as catalogue
from portal import clock
from tests.calls import TYPES, Caller, name, problem
from tests.factories import ApiClientFactory, OrganisationFactory, PurposeFactory, agree
from tests.schemas import hold_to_schema

pytestmark = pytest.mark.django_db


def test_without_a_token_the_whole_description(client):
    response = client.get(TYPES)
    assert response.status_code == 200
    assert response["Cache-Control"] == "public, max-age=300"
    assert "Authorization" in response["Vary"]
    told = response.json()
    hold_to_schema(api.description_document, "CatalogueOut", told)
    assert told["andamal"] == []
    assert len(told["informationstyper"]) == len(catalogue.whole())
    assert all(one["lamnas"] for one in told["informationstyper"])


def test_each_type_says_what_it_is_and_leads_to_its_codes_and_its_page(client):
    told = client.get(TYPES).json()
    tables = {one["tabell"]: one["koder"] for one in told["kodtabeller"]}
    for one in told["informationstyper"]:
        assert set(one["kodtabeller"]) <= set(tables)
        assert client.get(one["sida"]).status_code == 200
        assert one["beskrivning"] in client.get(one["sida"]).text
    types = {(one["klass"], one["grupp"]): one for one in told["informationstyper"]}
    assert types["beslut", "FK:BOB"]["avgiftsunderlag"] == "BOENDE"
    employers = {one["kod"]: one for one in tables["YrkesskadelivrantaEgenUppgifter.arbetsgivare"]}
    assert (employers["55"]["tom"], employers["55"]["from"]) == ("2008-07-01", None)


def test_who_has_the_description_gets_no_body(client):
    tag = client.get(TYPES)["ETag"]
    again = client.get(TYPES, headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    assert client.get(TYPES, headers={"If-None-Match": '"other"'}).status_code == 200


def test_with_a_token_what_i_may_ask_for(organisation, caller):
    purpose = PurposeFactory.create(
        code="avgift",
        months=6,
        case_required=False,
        groups=[("beslut", "FK:BOB"), ("beslut", "FK:SA")],
    )
    other = OrganisationFactory.create()
    agree(other, purpose)
    party = Caller(
        ApiClientFactory.create(
            organisation=other, represents=[(organisation, None), (other, purpose)]
        )
    )
    response = party.get(TYPES, headers={"X-Aktor": str(other.aktors_id)})
    told = response.json()
    hold_to_schema(api.description_document, "CatalogueOut", told)
    assert response["Cache-Control"] == "no-store"
    (mine,) = told["andamal"]
    assert (mine["kod"], mine["forval"], mine["langstaPeriodManader"]) == ("avgift", True, 6)
    assert (mine["arendereferensKravs"], mine["handlaggareKravs"]) == (False, True)
    assert mine["grupper"]["beslut"] == ["FK:BOB", "FK:SA"]
    assert {one["grupp"] for one in told["informationstyper"]} <= {"FK:BOB", "FK:SA"}
    used = {table for one in told["informationstyper"] for table in one["kodtabeller"]}
    assert {one["tabell"] for one in told["kodtabeller"]} == used
    assert all(one["lamnas"] for one in told["informationstyper"])


def test_what_it_lists_may_be_asked_as_it_stands(caller, extracts):
    (mine,) = caller.get(TYPES).json()["andamal"]
    answer = caller.ask(andamal=mine["kod"], grupper=mine["grupper"])
    assert answer.status_code == 200
    assert "OBEHORIG" not in {one["resultat"] for one in answer.json()["uppgifter"]}


def test_without_an_agreement_nothing(organisation):
    ended = OrganisationFactory.create()
    today = clock.swedish_day(clock.now())
    agree(ended, organisation.purpose, begins=today - timedelta(days=9), ends=today)
    told = Caller(ApiClientFactory.create(organisation=ended)).get(TYPES).json()
    assert told == {"andamal": [], "informationstyper": [], "kodtabeller": [], "nasta": None}


def test_a_bad_token_is_refused(client):
    response = client.get(TYPES, headers={"Authorization": "Bearer nej"})
    assert name(response) == "not-authenticated"
    assert response["WWW-Authenticate"] == 'Bearer realm="api", error="invalid_token"'


def test_who_represents_several_must_say_for_whom(organisation):
    party = OrganisationFactory.create()
    system = ApiClientFactory.create(
        organisation=party, represents=[(organisation, None), (party, None)]
    )
    (one,) = problem(Caller(system).get(TYPES))["errors"]
    assert one["pointer"] == "/aktor"


def test_another_s_actor_is_refused(caller):
    stranger = OrganisationFactory.create()
    response = caller.get(TYPES, headers={"X-Aktor": str(stranger.aktors_id)})
    assert name(response) == "actor-not-represented"
    assert response["WWW-Authenticate"] == 'Bearer realm="api"'


def test_the_head_of_it_has_no_body(client):
    whole, head = client.get(TYPES), client.head(TYPES)
    assert head.content == b""
    assert head["Content-Length"] == str(len(whole.content))
