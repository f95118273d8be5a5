"""The clock moved to the day before, on and after each date of the table, at version 9's own addresses (R9-R11)."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from portal.tenants.scope import as_administrator
from portal.versions.models import Called
from tests.calls import TYPES, Caller
from tests.factories import ApiClientFactory, token_for

pytestmark = pytest.mark.django_db
SWEDEN = ZoneInfo("Europe/Stockholm")
ROOT = "/lefi-extern-formansinformation"
SUNSET = "Tue, 02 Nov 2027 23:00:00 GMT"


@pytest.fixture
def system():
    return ApiClientFactory.create()


@pytest.fixture
def nine(system, time_machine):
    """Call version 9 at a moment in Sweden; return its answer."""

    def get(text):
        at = datetime.fromisoformat(text).replace(tzinfo=SWEDEN)
        time_machine.move_to(at.astimezone(UTC), tick=False)
        address = f"{ROOT}/v9/aktorer/{system.organisation.aktors_id}/tillgangligaInformationstyper"
        token = token_for(system, seconds=10**9)  # judged by the database's clock
        return Caller(system, token=token).get(address)

    return get


@pytest.mark.parametrize(
    ("at", "ended", "told"),
    [
        ("2026-11-01T23:59:59", False, False),
        ("2026-11-02T00:00:00", False, True),
        ("2026-11-03T00:00:00", False, True),
        ("2027-03-28T03:00:00", False, True),  # summer time begins
        ("2027-05-02T12:00:00", False, True),
        ("2027-10-31T02:30:00", False, True),  # and ends
        ("2027-11-02T00:00:00", False, True),
        ("2027-11-02T23:59:59", False, True),
        ("2027-11-03T00:00:00", True, True),
        ("2028-02-29T12:00:00", True, True),
    ],
)
def test_headers_and_refusal_of_version_9(nine, client, at, ended, told):
    answer = nine(at)
    assert answer.status_code == (410 if ended else 403)  # no agreement
    assert answer.get("Sunset") == (SUNSET if told else None)
    assert answer.get("Deprecation") == ("@1793574000" if told else None)
    successor = '</lefi-online/v10/docs>; rel="successor-version"; type="text/html"'
    assert (successor in answer.get("Link", "")) is told
    state = "retired" if ended else "deprecated" if told else "active"
    for root in (ROOT, "/lefi-online"):
        info = client.get(f"{root}/api-info").json()
        assert info["versioner"][0]["apiStatus"] == state
        assert info["apiVersion"] == ("10.0.0" if told else "9.0.0")
    if ended:
        assert "LEFI Online 9 upphörde 2027-11-02. Använd LEFI Online 10." in answer.text


def test_its_calls_are_counted_for_the_actor_of_its_address_and_those_of_10_are_not(nine, system):
    nine("2026-11-26T12:00:00")
    nine("2027-11-03T12:00:00")
    assert Caller(system).get(TYPES).status_code == 200
    with as_administrator():
        rows = Called.objects.order_by("day")
        assert [(one.organisation_id, one.major, str(one.day)) for one in rows] == [
            (system.organisation_id, 9, "2026-11-26"),
            (system.organisation_id, 9, "2027-11-03"),
        ]
        assert rows[1].refused == 1


def test_its_reading_page_says_the_end(client, time_machine):
    time_machine.move_to(datetime(2026, 11, 26, 12, tzinfo=UTC), tick=False)
    page = client.get(f"{ROOT}/v9/docs")
    assert "2027-11-02" in page.text
    assert 'href="/lefi-online/v10/docs"' in page.text
