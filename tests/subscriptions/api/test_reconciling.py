"""Check, reconcile and use: what an organisation can hold its own list against (R4, R17)."""

from hashlib import sha256
from uuid import UUID, uuid4

import pytest

from portal.organisations.models import Service
from tests.calls import name, problem
from tests.documents import ALVA, INGRID
from tests.factories import OrganisationFactory, PurposeFactory, agree
from tests.subscriptions.api.calling import ROOT, SUBSCRIPTIONS, caller, delete, get, put, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return caller()


def checked(by, number):
    return send(by, "POST", f"{SUBSCRIPTIONS}/kontroll", {"personnummer": number})


def checksum(ids) -> str:
    return sha256("\n".join(sorted(str(one).lower() for one in ids)).encode()).hexdigest()


def test_nobody_subscribed_to_has_the_checksum_of_nothing(by):
    assert get(by, "/avstamning").json() == {"antal": 0, "kontrollsumma": checksum([])}


def test_a_client_computes_the_same_of_its_own_list(by):
    ids = [uuid4() for _ in range(20)] + [UUID(int=7), UUID(int=2**128 - 1)]
    for at, public in enumerate(ids):
        put(by, public, arendereferens=f"EB-{at}")
    put(caller())
    assert get(by, "/avstamning").json() == {"antal": 22, "kontrollsumma": checksum(ids)}
    delete(by, ids[0])
    assert get(by, "/avstamning").json() == {"antal": 21, "kontrollsumma": checksum(ids[1:])}


def test_a_person_is_checked_in_every_written_form(by):
    ids = [uuid4(), uuid4(), uuid4()]
    for at, public in enumerate(ids):
        put(by, public, arendereferens=f"EB-{at}")
    delete(by, ids[1])
    put(by, personnummer=INGRID)
    put(caller())
    for written in (ALVA, "19880813-2388", "880813-2388"):
        told = checked(by, written).json()["prenumerationer"]
        assert {one["prenumerationId"] for one in told} == {str(ids[0]), str(ids[2])}
        assert {one["personnummer"] for one in told} == {ALVA}


def test_who_is_not_subscribed_to_is_told_as_an_empty_list(by):
    assert checked(by, ALVA).json() == {"prenumerationer": []}
    assert name(checked(by, "198808132389")) == "invalid-identity"


def test_checking_is_a_question_and_reconciling_is_none():
    by = caller(figures=None)
    assert checked(by, ALVA).status_code == 200
    for _again in range(3):
        assert get(by, "/avstamning").status_code == 200
    assert problem(checked(by, ALVA))["grans"] in {"sekund", "paus"}


def test_use_is_leka_s_own_and_free():
    by = caller(figures=None, scopes=("leka.avisering",))
    told = [by.get(f"{ROOT}/anvandning").json() for _again in range(3)]
    assert told[0] == told[2]
    (leka,) = told[0]["tjanster"]
    assert (leka["tjanst"], leka["kvar"]["minut"], leka["nastaFragaOmMs"]) == ("leka", 60, 0)
    assert leka["avtalat"]["perTimme"] == 3600


def test_without_leka_in_the_agreement_there_is_nothing_to_use():
    organisation = OrganisationFactory.create()
    agree(organisation, PurposeFactory.create(), services=(Service.ONLINE,))
    by = caller(organisation=organisation)
    assert by.get(f"{ROOT}/anvandning").json() == {"tjanster": []}
    assert name(put(by)) == "agreement-not-in-force"


def test_the_version_s_life_is_told_and_elsewhere_there_is_nothing(client, by):
    (one,) = client.get("/leka/api-info").json()["versioner"]
    assert (one["apiVersion"], one["apiStatus"]) == ("1.0.0", "active")
    page = client.get(f"{ROOT}/docs")
    for word in ("PUT /leka/v1/prenumerationer", "/problems/conflict", "Villkor"):
        assert word in page.text
    assert name(client.get(f"{ROOT}/finns-inte")) == "not-authenticated"
    assert name(by.get(f"{ROOT}/finns-inte")) == "not-found"


def test_a_list_of_ids_is_held_against_the_active_ones(by):
    ids = [uuid4() for _ in range(4)]
    for at, public in enumerate(ids):
        put(by, public, arendereferens=f"EB-{at}")
    delete(by, ids[0])
    foreign, unknown = uuid4(), uuid4()
    put(caller(), foreign)
    sent = {"prenumerationer": [str(one) for one in (ids[0], ids[1], unknown, foreign, unknown)]}
    told = send(by, "POST", f"{SUBSCRIPTIONS}/avstamning", sent).json()
    assert told == {
        "antal": 3,
        "kontrollsumma": checksum(ids[1:]),
        "saknasHosOss": [str(one) for one in (ids[0], unknown, foreign)],
        "saknasHosEr": [str(one) for one in ids[2:]],
    }


def test_a_list_that_is_none_is_told_by_its_place(by):
    answer = send(by, "POST", f"{SUBSCRIPTIONS}/avstamning", {"prenumerationer": ["x"]})
    assert (answer.status_code, problem(answer)["errors"][0]["pointer"]) == (
        422,
        "/prenumerationer/0",
    )
