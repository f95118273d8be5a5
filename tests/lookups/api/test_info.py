"""The life of each version, and addresses that are none."""

import json
from datetime import UTC, date, datetime

import pytest

from lookups.api.info import info_of
from lookups.api.life import V10
from portal.api.versions import Version
from tests.calls import Caller, name
from tests.factories import ApiClientFactory

pytestmark = pytest.mark.django_db


def test_what_is_served(client, time_machine):
    time_machine.move_to(datetime(2026, 11, 26, 12, tzinfo=UTC), tick=False)
    response = client.get("/lefi-online/api-info")
    assert response.json() == {
        "apiName": "LEFI Online",
        "apiVersion": "10.0.0",
        "apiReleased": "2026-11-02",
        "apiStatus": "active",
        "apiDocumentation": "/lefi-online/v10/docs",
        "versioner": [
            {
                "apiVersion": "9.0.0",
                "apiReleased": "2025-10-01",
                "apiStatus": "deprecated",
                "apiDocumentation": "/lefi-extern-formansinformation/v9/docs",
                "beskrivning": "/lefi-extern-formansinformation/v9/openapi.json",
                "ersattFran": "2026-11-01T23:00:00.000Z",
                "upphor": "2027-11-02T23:00:00.000Z",
                "efterfoljare": "10.0.0",
            },
            {
                "apiVersion": "10.0.0",
                "apiReleased": "2026-11-02",
                "apiStatus": "active",
                "apiDocumentation": "/lefi-online/v10/docs",
                "beskrivning": "/lefi-online/v10/openapi.json",
                "ersattFran": None,
                "upphor": None,
                "efterfoljare": None,
            },
        ],
        "nasta": None,
    }
    assert response["Cache-Control"] == "public, max-age=300"
    again = client.get("/lefi-online/api-info", headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_leka_has_versions_of_its_own(client):
    told = client.get("/leka/api-info").json()
    assert (told["apiName"], told["apiVersion"], len(told["versioner"])) == ("LEKA", "1.0.0", 1)


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ((2028, 1, 31), "active"),
        ((2028, 2, 1), "deprecated"),
        ((2029, 2, 1), "deprecated"),
        ((2029, 2, 2), "retired"),
    ],
)
def test_a_successor_ends_the_one_before(rf, time_machine, day, status):
    eleven = Version(
        api="LEFI Online", number="11.0.0", released=date(2028, 2, 1), path="/lefi-online/v11"
    )
    time_machine.move_to(datetime(*day, 12, tzinfo=UTC))
    told = info_of((V10, eleven))(rf.get("/lefi-online/api-info"))
    ten, _ = json.loads(told.content)["versioner"]
    assert ten["apiStatus"] == status
    assert (ten["ersattFran"], ten["upphor"]) == (
        "2028-01-31T23:00:00.000Z",
        "2029-02-01T23:00:00.000Z",
    )
    assert ten["efterfoljare"] == "11.0.0"


ELSEWHERE = [
    "/lefi-online/",
    "/lefi-online/v9/x",
    "/lefi-online/v10/",
    "/lefi-online/v10/fragor/",
    "/lefi-online/x/docs",
]


@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "options"])
@pytest.mark.parametrize("path", ELSEWHERE)
def test_elsewhere_there_is_nothing_and_never_a_page(client, path, method):
    stranger = getattr(client, method)(path)
    assert name(stranger) == "not-authenticated"
    known = Caller(ApiClientFactory.create())
    assert name(getattr(client, method)(path, headers=known.bearer)) == "not-found"


def test_the_reading_page_says_all_of_the_description(client):
    page = client.get("/lefi-online/v10/docs")
    assert page.status_code == 200
    assert page["Content-Type"].startswith("text/html")
    for word in (
        "POST /lefi-online/v10/fragor",
        "utbetalningar[].rader[].brutto",
        "/problems/invalid-identity",
        "Villkor",
    ):
        assert word in page.text
    assert "<script" not in page.text.split("<main", 1)[1].split("</main>")[0]


def test_the_reading_page_is_not_json(client):
    response = client.get("/lefi-online/v10/docs", headers={"Accept": "application/json"})
    assert name(response) == "not-acceptable"
