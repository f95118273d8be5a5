"""`GET anvandning`: free of charge, true to what is counted, of the services in the agreement."""

from datetime import timedelta

import pytest

from portal import clock
from portal.organisations.models import Service
from tests.calls import Caller, problem
from tests.documents import loaded_extracts
from tests.factories import ApiClientFactory, OrganisationFactory, PurposeFactory, agree

pytestmark = pytest.mark.django_db

PATH = "/lefi-online/v10/anvandning"


@pytest.fixture
def caller(tmp_path):
    organisation, purpose = OrganisationFactory.create(), PurposeFactory.create(code="bistand")
    agree(
        organisation,
        purpose,
        services=(Service.ONLINE, Service.MASS, Service.LEKA),
        figures=None,
    )
    loaded_extracts(tmp_path)
    return Caller(
        ApiClientFactory.create(organisation=organisation, represents=[(organisation, purpose)])
    )


def test_before_anything_is_asked_all_is_left(caller):
    assert caller.get(PATH).json() == {
        "tjanster": [
            {
                "tjanst": "onlinefraga",
                "avtalat": {
                    "perSekund": 1,
                    "perMinut": 60,
                    "perTimme": 3600,
                    "pausMs": 300,
                    "samtidiga": 1,
                },
                "kvar": {"sekund": 1, "minut": 60, "timme": 3600, "samtidiga": 1},
                "nastaFragaOmMs": 0,
            },
            {
                "tjanst": "massfraga",
                "avtalat": {
                    "perSekund": 2,
                    "perMinut": 120,
                    "perTimme": 7200,
                    "pausMs": 300,
                    "samtidiga": 5,
                },
                "kvar": {"sekund": 2, "minut": 120, "timme": 7200, "samtidiga": 5},
                "nastaFragaOmMs": 0,
            },
        ]
    }


def test_reading_costs_nothing_and_a_question_is_seen_at_once(caller):
    for _again in range(3):
        caller.get(PATH)
    assert caller.ask().status_code == 200
    online, mass = caller.get(PATH).json()["tjanster"]
    assert online["kvar"] == {"sekund": 0, "minut": 59, "timme": 3599, "samtidiga": 1}
    assert 0 < online["nastaFragaOmMs"] <= 1001
    assert mass["kvar"]["minut"] == 120
    assert problem(caller.ask())["grans"] == "sekund"


def test_it_is_kept_nowhere_and_needs_a_token(caller, client):
    assert caller.get(PATH)["Cache-Control"] == "no-store"
    assert client.get(PATH).status_code == 401


def test_any_scope_opens_it():
    organisation = OrganisationFactory.create()
    agree(organisation)
    system = ApiClientFactory.create(organisation=organisation, scopes=("leka.avisering",))
    assert Caller(system).get(PATH).json()["tjanster"][0]["tjanst"] == "onlinefraga"


def test_without_an_agreement_in_force_there_is_nothing_to_use():
    organisation = OrganisationFactory.create()
    today = clock.swedish_day(clock.now())
    agree(organisation, begins=today - timedelta(days=9), ends=today)
    assert Caller(ApiClientFactory.create(organisation=organisation)).get(PATH).json() == {
        "tjanster": []
    }
