"""Subscriptions by API: register, change, read, list, unregister (R4)."""

from urllib.parse import urlencode
from uuid import uuid4

import pytest

from lookups.online.well_put import months_from
from portal import clock
from portal.organisations.models import Service
from tests.calls import name, problem
from tests.documents import ALVA, INGRID
from tests.factories import OrganisationFactory, PurposeFactory, agree
from tests.subscriptions.api.calling import caller, day, delete, get, put

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return caller()


def test_what_is_registered_can_be_read_by_the_client_s_own_id(by):
    public = uuid4()
    made = put(by, public)
    assert made.status_code == 201
    assert made["Cache-Control"] == "no-store"
    assert made["RateLimit"]
    at = made.json()["registrerad"]
    assert made.json() == {
        "prenumerationId": str(public),
        "status": "aktiv",
        "orsak": None,
        "personnummer": ALVA,
        "andamal": "bistand",
        "arendereferens": "EB-1",
        "tom": day(90),
        "grupper": "alla",
        "slag": "alla",
        "registrerad": at,
        "andrad": at,
        "avslutad": None,
    }
    assert get(by, f"/{public}").json() == made.json()


def test_the_same_again_is_the_same(by):
    public = uuid4()
    made = put(by, public)
    again = put(by, public)
    assert (made.status_code, again.status_code) == (201, 200)
    assert again.json() == made.json()
    assert len(get(by).json()["prenumerationer"]) == 1


def test_what_is_told_can_be_sent_back(by):
    chosen = {
        "grupper": {
            "beslut": ["FK:SJP"],
            "ansprak": [],
            "utbetalningar": [],
            "preliminaraUtbetalningar": [],
            "ovrigInformation": ["FK:GEPI"],
        },
        "slag": ["NYTT_BESLUT", "UTBETALNING"],
    }
    public = uuid4()
    told = put(by, public, **chosen).json()
    assert {key: told[key] for key in chosen} == chosen
    asked = ("personnummer", "andamal", "arendereferens", "tom", "grupper", "slag")
    assert put(by, public, **{key: told[key] for key in asked}).json() == told


def test_a_change_is_a_put_with_the_same_id(by):
    public = uuid4()
    put(by, public)
    changed = put(by, public, tom=day(200), slag=["AVLIDEN"], grupper={"beslut": ["PM:AP"]})
    assert changed.status_code == 200
    told = get(by, f"/{public}").json()
    assert (told["tom"], told["slag"]) == (day(200), ["AVLIDEN"])
    assert told["grupper"]["beslut"] == ["PM:AP"]
    assert told["andrad"] > told["registrerad"]
    assert put(by, public).json()["grupper"] == "alla"


def test_the_case_s_number_may_change(by):
    public = uuid4()
    put(by, public)
    assert put(by, public, arendereferens="  EB-2  ").json()["arendereferens"] == "EB-2"
    assert put(by, arendereferens="EB-1").status_code == 201


def test_the_same_person_purpose_and_case_under_another_id_names_the_first(by):
    public = uuid4()
    put(by, public)
    again = put(by)
    assert name(again) == "conflict"
    assert str(public) in problem(again)["detail"]
    assert put(by, arendereferens="EB-2").status_code == 201
    assert put(by, personnummer=INGRID).status_code == 201


def test_an_id_never_becomes_another_person_s(by):
    public = uuid4()
    put(by, public)
    assert name(put(by, public, personnummer=INGRID)) == "conflict"
    assert get(by, f"/{public}").json()["personnummer"] == ALVA


def test_another_organisation_sees_nothing_and_may_use_the_same_id(by):
    public, other = uuid4(), caller()
    put(by, public)
    assert name(get(other, f"/{public}")) == "not-found"
    assert name(delete(other, public)) == "not-found"
    assert get(other).json() == {"prenumerationer": [], "nasta": None}
    assert put(other, public).status_code == 201


def test_unregistering_twice_is_the_same(by):
    public = uuid4()
    put(by, public)
    assert [delete(by, public).status_code for _again in range(2)] == [204, 204]
    told = get(by, f"/{public}").json()
    assert (told["status"], told["orsak"]) == ("avslutad", "avregistrerad")
    assert told["avslutad"]
    assert name(delete(by, uuid4())) == "not-found"


def test_an_id_in_capitals_is_the_same_id(by):
    public = uuid4()
    assert put(by, str(public).upper()).status_code == 201
    assert put(by, public).status_code == 200
    assert get(by, f"/{str(public).upper()}").json()["prenumerationId"] == str(public)
    assert delete(by, str(public).upper()).status_code == 204


@pytest.mark.parametrize("sign", ["\u200b", "\u00ad", "\u202e", "\ufeff"])
def test_a_case_with_signs_that_cannot_be_seen_is_refused(by, sign):
    for answer in (
        put(by, arendereferens=f"EB{sign}-1"),
        get(by, "?" + urlencode({"arendereferens": f"EB{sign}-1"})),
    ):
        (fault,) = problem(answer)["errors"]
        assert (fault["pointer"], fault["felkod"]) == ("/arendereferens", "tecken")


def test_one_that_has_ended_stays_so_and_leaves_room_for_a_new_one(by):
    public = uuid4()
    put(by, public)
    delete(by, public)
    assert name(put(by, public)) == "conflict"
    assert put(by).status_code == 201


def test_an_unknown_person_can_be_subscribed_to(by):
    assert put(by, personnummer="198808132388").status_code == 201


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"personnummer": "198808132389"}, "invalid-identity"),
        ({"personnummer": None}, "invalid-request"),
        ({"andamal": None}, "invalid-request"),
        ({"andamal": "okant"}, "purpose-not-agreed"),
        ({"arendereferens": None}, "case-reference-missing"),
        ({"arendereferens": "19880813-2388"}, "reference-holds-identity"),
        ({"tom": None}, "invalid-request"),
        ({"tom": "2026-13-01"}, "invalid-request"),
        ({"tom": day(-1)}, "invalid-request"),
        ({"tom": day(800)}, "period-too-long"),
        ({"grupper": {"beslut": ["FK:NEJ"]}}, "invalid-request"),
        ({"grupper": {"beslut": ["FK:BTPL"]}}, "invalid-request"),
        ({"grupper": {}}, "invalid-request"),
        ({"slag": ["NEJ"]}, "invalid-request"),
        ({"slag": []}, "invalid-request"),
        ({"okand": 1}, "invalid-request"),
    ],
)
def test_what_is_badly_put_is_named_and_nothing_is_kept(by, changes, told):
    assert name(put(by, **changes)) == told
    assert get(by).json() == {"prenumerationer": [], "nasta": None}


def test_the_last_day_is_today_at_the_earliest_and_a_year_ahead_at_most(by):
    today = clock.swedish_day(clock.now())
    year = (months_from(today, 12) - today).days
    for ahead, told in ((-1, 422), (0, 201), (year, 201), (year + 1, 422)):
        assert put(by, arendereferens=f"EB-{ahead}", tom=day(ahead)).status_code == told, ahead


def test_the_client_s_default_purpose_will_do():
    organisation, purpose = OrganisationFactory.create(), PurposeFactory.create(code="bistand")
    agree(organisation, purpose, services=(Service.LEKA,))
    by = caller(organisation=organisation, represents=[(organisation, purpose)])
    assert put(by, andamal=None).json()["andamal"] == "bistand"


def test_a_purpose_may_do_without_a_case(by):
    purpose = PurposeFactory.create(code="avgift", case_required=False)
    by = caller(purpose=purpose)
    assert put(by, andamal="avgift", arendereferens=None).json()["arendereferens"] is None


def test_the_list_is_paged_from_the_newest_on_and_filtered(by):
    ids = [str(uuid4()) for _ in range(5)]
    for at, public in enumerate(ids):
        put(by, public, arendereferens=f"EB-{at}")
    delete(by, ids[0])
    pages, after = [], ""
    while True:
        page = get(by, f"?sidstorlek=2{after}").json()
        pages.append([one["prenumerationId"] for one in page["prenumerationer"]])
        if page["nasta"] is None:
            break
        after = f"&efter={page['nasta']}"
    assert pages == [[ids[4], ids[3]], [ids[2], ids[1]], [ids[0]]]

    def listed(query):
        return [one["prenumerationId"] for one in get(by, query).json()["prenumerationer"]]

    assert listed("?status=avslutad") == [ids[0]]
    assert listed("?status=aktiv") == ids[:0:-1]
    assert listed("?arendereferens=EB-2") == listed("?arendereferens=eb-2") == [ids[2]]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?status=nej", "invalid-request"),
        ("?sidstorlek=1001", "invalid-request"),
        ("?efter=nej", "invalid-request"),
        ("?efter=0197c3f0-6a4e-7d31-9b1c-2f5e8a7d4c60", "invalid-request"),
        ("?arendereferens=19880813-2388", "reference-holds-identity"),
    ],
)
def test_a_list_badly_asked_for_is_refused(by, query, told):
    assert name(get(by, query)) == told


def test_each_call_that_asks_for_something_counts_and_reading_is_free():
    by = caller(figures=None)
    public = uuid4()
    assert put(by, public).status_code == 201
    for _again in range(3):
        assert get(by, f"/{public}").status_code == 200
        assert get(by).status_code == 200
    over = delete(by, public)
    assert name(over) == "quota-exceeded"
    assert problem(over)["grans"] in {"sekund", "paus"}
    assert get(by, f"/{public}").json()["status"] == "aktiv"


def test_a_refused_call_costs_nothing():
    by = caller(figures=None)
    assert name(put(by, personnummer="1")) == "invalid-identity"
    assert put(by).status_code == 201


def test_the_scope_and_the_agreement_are_asked_for():
    without = caller(scopes=("lefi.online",))
    assert problem(put(without))["scope"] == "leka.prenumeration"
    assert name(get(without)) == "insufficient-scope"
    ended = caller(ends=clock.swedish_day(clock.now()))
    assert name(put(ended)) == "agreement-not-in-force"
    assert name(delete(ended, uuid4())) == "agreement-not-in-force"


def test_there_is_a_highest_number_of_active_ones(by, settings):
    settings.LEKA_ACTIVE = 2
    first, second = uuid4(), uuid4()
    put(by, first)
    put(by, second, arendereferens="EB-2")
    full = put(by, arendereferens="EB-3")
    assert name(full) == "conflict"
    assert "2 aktiva" in problem(full)["detail"]
    assert put(by, second, arendereferens="EB-2", tom=day(20)).status_code == 200
    delete(by, first)
    assert put(by, arendereferens="EB-3").status_code == 201
