"""The monthly table over all organisations: what it says, how it sorts, its file, an organisation's sheet to print."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.organisations.models import AgreedService, Agreement, Organisation, Service
from portal.quotas import terms
from portal.quotas.figures import ONE_AT_A_TIME, Limit
from portal.quotas.models import Lane, Refused, Use
from portal.tenants.scope import as_administrator, as_jobs
from tests.factories import ApiClientFactory, MembershipFactory, OrganisationFactory, agree
from tests.portal.quotas.test_use import admissions, refusal
from tests.portal.support.conftest import words
from tests.portal.versions import making as old_version

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)
PAGE, FILE = "/support/manad/", "/support/manad.csv"


@pytest.fixture(autouse=True)
def _november():
    with time_machine.travel(NOW, tick=False):
        yield


def with_estimate(organisation, persons, members=None):
    with as_administrator():
        terms.enter(
            AgreedService.objects.get(organisation=organisation, service=Service.ONLINE),
            ONE_AT_A_TIME,
            period=(NOW - timedelta(days=100), None),
            entered=terms.Entered(by="Ada", why="Avtal", at=NOW - timedelta(days=100)),
            estimates=terms.Estimates(persons_per_day=persons, members=members),
        )


def lane_of(organisation):
    with as_administrator():
        return Lane.objects.get(organisation=organisation, service=Service.ONLINE)


def rows(client, **asked):
    """Return the file's rows by the organisations' names, each by the columns' words."""
    answer = client.get(FILE, asked)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    told = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    return {one["Organisation"]: one for one in told}


def test_calls_of_an_old_version_stand_beside_the_versions_asked_with(support, organisation):
    system = ApiClientFactory.create(organisation=organisation)
    admissions(lane_of(organisation), 1, at=NOW - timedelta(hours=2))
    old_version.call(system, NOW - timedelta(days=5), times=2)
    old_version.call(system, NOW - timedelta(days=26), refused=True)  # October's
    told = "10; LEFI Online 9 senast 2026-11-20 (2 anrop)"
    assert rows(support)["Socialnämnden i Exempelby"]["Version"] == told
    assert told in words(support.get(PAGE))


def test_a_row_tells_questions_share_refusals_last_version_end_and_members(support, organisation):
    MembershipFactory.create(organisation=organisation)
    with_estimate(organisation, 2, members=1)
    with as_administrator():
        Agreement.objects.filter(organisation=organisation).update(
            period=(NOW.date() - timedelta(days=400), NOW.date().replace(month=12, day=31))
        )
    lane = lane_of(organisation)
    admissions(lane, 45, at=NOW - timedelta(hours=2))
    refusal(lane, at=NOW, limit=Limit.MINUTE)
    refusal(lane, at=NOW, limit=Limit.PAUSE)
    refusal(lane, at=NOW - timedelta(days=26), limit=Limit.MINUTE)  # October's
    row = rows(support)["Socialnämnden i Exempelby"]
    assert row == {
        "Organisation": "Socialnämnden i Exempelby",
        "Ställda frågor": "45",
        "Andel av beräknad volym": "90",
        "Nekade frågor": "2",
        "Nekade: per sekund": "0",
        "Nekade: per minut": "1",
        "Nekade: per timme": "0",
        "Nekade: millisekunders paus": "1",
        "Nekade: samtidiga": "0",
        "Senaste fråga": "2026-11-25 10.00",
        "Version": "10",
        "Avtalet gäller till och med": "2026-12-30",
        "Medlemmar": "1",
    }
    page = words(support.get(PAGE))
    assert "Alla organisationer, 2026-11" in page
    assert "Socialnämnden i Exempelby 45 90 %, nästan nått 2 0 1 0 1 0 2026-11-25 10.00 10" in page
    assert "1 av 1" in page
    assert rows(support, manad="2026-10")["Socialnämnden i Exempelby"]["Nekade frågor"] == "1"


def test_who_has_asked_nothing_and_agreed_nothing_is_there_too(support, organisation):
    OrganisationFactory.create(name="Barnnämnden i Provstad")
    page = words(support.get(PAGE))
    assert "Barnnämnden i Provstad 0 – 0 0 0 0 0 0 aldrig – inget avtal 0" in page
    assert "Socialnämnden i Exempelby 0 – 0 0 0 0 0 0 aldrig – tills vidare 0" in page


def test_it_sorts_by_what_the_address_says(support):
    for name, questions in (("Ö-nämnden", 1), ("Ånämnden", 3), ("Bnämnden", 2)):
        organisation = OrganisationFactory.create(name=name)
        agree(organisation)
        admissions(lane_of(organisation), questions, at=NOW - timedelta(hours=1))
    assert list(rows(support)) == ["Bnämnden", "Ånämnden", "Ö-nämnden"]
    assert list(rows(support, sortera="-fragor")) == ["Ånämnden", "Bnämnden", "Ö-nämnden"]
    assert list(rows(support, sortera="fragor")) == ["Ö-nämnden", "Bnämnden", "Ånämnden"]
    assert list(rows(support, sortera="'; DROP")) == ["Bnämnden", "Ånämnden", "Ö-nämnden"]
    page = support.get(PAGE, {"sortera": "-fragor"}).text
    assert re.search(r'aria-sort="descending"[^>]*>\s*<a[^>]*sortera=fragor', page)


@pytest.mark.parametrize("asked", ["2026-08", "2026-12", "x", "2026-11-01"])
def test_a_month_that_is_not_kept_is_this_month(support, asked):
    page = words(support.get(PAGE, {"manad": asked}))
    assert "Alla organisationer, 2026-11" in page
    assert "2026-11 2026-10 2026-09" in page


def test_a_name_is_no_formula_in_the_file(support):
    OrganisationFactory.create(name='=HYPERLINK("http://example.se")')
    text = support.get(FILE).content.decode("utf-8-sig")
    assert "'=HYPERLINK" in text
    assert not re.search(r'(^|;|\n)"?[=+@-]', text)


def make(*numbers):
    """Make organisations with agreements, lanes, use and refusals."""
    with as_administrator():
        made = Organisation.objects.bulk_create(
            Organisation(name=f"Nämnden {n:03}", aktors_id=uuid4()) for n in numbers
        )
        agreements = Agreement.objects.bulk_create(
            Agreement(organisation=one, period=("2026-01-01", None)) for one in made
        )
        AgreedService.objects.bulk_create(
            AgreedService(organisation=one.organisation, agreement=one, service=Service.ONLINE)
            for one in agreements
        )
        lanes = list(Lane.objects.filter(organisation__in=made))
    with as_jobs():
        Use.objects.bulk_create(
            Use(
                organisation_id=lane.organisation_id,
                lane=lane,
                hour=NOW - timedelta(hours=hour),
                channel="api",
                client="klient",
                version="10",
                questions=7,
            )
            for lane in lanes
            for hour in range(1, 6)
        )
        Refused.objects.bulk_create(
            Refused(
                organisation_id=lane.organisation_id,
                lane=lane,
                at=NOW,
                bound_by=Limit.MINUTE,
                wait_ms=1,
                channel="api",
                request_id=uuid4(),
            )
            for lane in lanes
        )


def test_three_hundred_organisations_cost_as_many_statements_as_three(support):
    make(*range(3))
    support.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        support.get(PAGE)
    make(*range(3, 300))
    with CaptureQueriesContext(connection) as many:
        page = support.get(PAGE)
    assert len(many) == len(few)
    assert len(many) < 20
    assert words(page).count("Nämnden ") >= 100
    assert "Sida 1 av 3" in words(page)
    assert "Nämnden 298" in words(support.get(PAGE, {"sida": "3"}))
    assert len(rows(support)) == 300


def test_a_sheet_for_the_review_meeting_holds_the_month(support, organisation):
    ApiClientFactory.create(organisation=organisation)
    lane = lane_of(organisation)
    admissions(lane, 5, at=NOW - timedelta(hours=1))
    refusal(lane, at=NOW)
    address = f"/support/organisationer/{organisation.aktors_id}/underlag/"
    told = words(support.get(address))
    assert "Underlag för uppföljningsmöte" in told
    assert "Onlinefråga: frågor per dag" in told
    assert "2026-11-25 5 1" in told
    assert "Totalt 5 ställda och 1 nekade. Flest 2026-11-25: 6." in told
    assert "Per minut Onlinefråga 1" in told
    october = words(support.get(address, {"manad": "2026-10"}))
    assert "Inga frågor under perioden." in october
    assert support.get(f"/support/organisationer/{uuid4()}/underlag/").status_code == 404
