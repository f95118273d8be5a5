"""A member sees what the organisation may ask, what it used and what was refused; any role, and its own alone."""

import html
import re
from dataclasses import replace
from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal import clock
from portal.moments import moment
from portal.organisations.models import AgreedService, Service
from portal.quotas import terms
from portal.quotas.figures import ONE_AT_A_TIME, Limit
from portal.quotas.models import NEVER, Lane
from portal.reference import short
from portal.tenants.scope import as_administrator, as_jobs
from tests.factories import MembershipFactory, OrganisationFactory, UserFactory, agree
from tests.portal.quotas.test_use import admissions, refusal
from tests.portal.status.making import deviation, incident

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["caseworker", "local-administrator", "log-reviewer"])
def member(client, request):
    organisation = OrganisationFactory.create(name="Socialnämnden i Exempelby")
    agree(organisation, services=(Service.ONLINE, Service.MASS), figures=None)
    member = MembershipFactory.create(organisation=organisation, roles=(request.param,))
    client.force_login(member.user)
    return member


@pytest.fixture
def lane(member):
    with as_administrator():
        return Lane.objects.get(organisation=member.organisation, service=Service.ONLINE)


def words(client, path="/anvandning/") -> str:
    page = client.get(path)
    assert page.status_code == 200
    text = re.sub(r"<[^>]+>", " ", html.unescape(page.text))
    return re.sub(r"\s+", " ", text.replace("\N{NO-BREAK SPACE}", " "))


def test_each_agreed_service_shows_its_limits_now(client, lane):
    admissions(lane, 48, at=clock.now() - timedelta(seconds=50))
    told = words(client)
    assert "Er användning och era gränser" in told
    assert "Per minut: 48 av 60 använt (nästan slut)" in told
    assert "Per timme: 48 av 3 600 använt" in told
    assert "Samtidiga: 0 av 1 använt" in told
    assert "Per minut: 0 av 120 använt" in told  # the mass query's own
    assert "300 millisekunder mellan ett svar och nästa fråga" in told
    assert told.count("När kan vi fråga härnäst?") == 2  # LEKA is not agreed


def test_it_says_when_one_can_ask_next_in_the_refusal_s_own_words(client, lane):
    assert "När kan vi fråga härnäst? Ni kan ställa en fråga nu." in words(client)
    admissions(lane, 60, at=clock.now() - timedelta(seconds=20), apart=timedelta(milliseconds=1))
    with as_jobs():
        # As the last admission left it: the window opens when the first has left it.
        Lane.objects.filter(pk=lane.pk).update(known_until=NEVER)
    told = words(client)
    assert re.search(r"Ni får ställa 60 frågor per minut\. Nästa går om \d\d sekunder\.", told)
    assert "Per minut: 60 av 60 använt (slut)" in told


def test_a_raise_is_told_with_its_end(client, member, lane):
    until = clock.now() + timedelta(days=2)
    with as_administrator():
        terms.raise_for_a_time(
            AgreedService.objects.get(organisation=member.organisation, service=Service.ONLINE),
            replace(ONE_AT_A_TIME, per_minute=90),
            until=until,
            entered=terms.Entered(by="Sara Support", why="Inflöde", at=clock.now()),
        )
    told = words(client)
    assert f"Gränsen är höjd till {until.astimezone(clock.SWEDEN):%Y-%m-%d %H.%M}" in told
    assert "Per minut: 0 av 90 använt" in told
    assert "Sara" not in told


def test_use_over_time_is_drawn_and_stands_in_the_table(client, lane):
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    admissions(lane, 3, at=hour - timedelta(hours=2))
    admissions(lane, 2, at=hour - timedelta(hours=1), client="")
    refusal(lane, at=hour - timedelta(hours=1))
    page = client.get("/anvandning/?period=dygn")
    assert page.text.count('class="plot__asked"') == 2
    assert page.text.count('class="plot__refused"') == 1
    told = words(client, "/anvandning/?period=dygn")
    last, before = (
        f"{at.astimezone(clock.SWEDEN):%Y-%m-%d %H.%M}"
        for at in (hour - timedelta(hours=1), hour - timedelta(hours=2))
    )
    assert f"{last} 2 1 {before} 3 0" in told
    assert "Avtalat: 3 600 per timme" in told
    assert "Per minut Onlinefråga 1" in told


def test_it_is_filtered_by_way_and_service_and_takes_no_nonsense(client, lane):
    at = clock.now() - timedelta(minutes=1)
    admissions(lane, 3, at=at)
    admissions(lane, 2, at=at, client="")
    for asked, total in (
        ("", 5),
        ("?kanal=api", 3),
        ("?kanal=page", 2),
        ("?tjanst=massfraga", None),
        ("?period=kvartal&kanal=%27x&tjanst=annat", 5),
    ):
        told = words(client, f"/anvandning/{asked}")
        said = f"Totalt {total} ställda" if total else "Inga frågor under perioden."
        assert said in told, asked


def test_several_clients_and_versions_can_be_told_apart(client, lane):
    at = clock.now() - timedelta(minutes=1)
    admissions(lane, 3, at=at, client="klient-a")
    assert "Systemklient" not in words(client)
    admissions(lane, 2, at=at, client="klient-b")
    assert "Systemklient" in words(client)
    for asked, total in (("klient-a", 3), ("klient-b", 2), ("klient-c", 5), ("", 5)):
        assert f"Totalt {total} ställda" in words(client, f"/anvandning/?klient={asked}"), asked
    page = client.get("/anvandning/?klient=klient-a").text
    assert re.search(r'<option value="klient-a" selected>', page)


def test_refusals_are_told_with_limit_wait_and_reference(client, lane):
    assert "Inga nekade frågor under perioden." in words(client)
    row = refusal(lane, at=clock.now(), limit=Limit.CONCURRENT)
    told = words(client)
    when = moment(row.at)
    assert (
        f"{short(row.request_id)} {when} Onlinefråga Samtidiga 0,7 sekunder System: klient" in told
    )


def test_without_an_agreement_it_says_so(client):
    member = MembershipFactory.create()
    client.force_login(member.user)
    assert "Ingen tjänst är avtalad i dag." in words(client)


def test_another_organisation_s_use_is_not_there(client, lane):
    admissions(lane, 7, at=clock.now())
    refusal(lane, at=clock.now())
    other = MembershipFactory.create()
    agree(other.organisation, figures=None)
    client.force_login(other.user)
    told = words(client)
    assert "Inga frågor under perioden." in told
    assert "Inga nekade frågor under perioden." in told


def test_staff_of_the_service_have_no_use_of_their_own(client):
    client.force_login(UserFactory.create(staff_role="support"))
    assert client.get("/anvandning/").status_code == 403


def test_it_costs_as_many_statements_whatever_was_used(client, lane):
    client.get("/anvandning/?period=kvartal")
    with CaptureQueriesContext(connection) as few:
        client.get("/anvandning/?period=kvartal")
    for day in range(80):
        admissions(lane, 2, at=clock.now() - timedelta(days=80 - day), client=f"klient-{day}")
    with CaptureQueriesContext(connection) as many:
        client.get("/anvandning/?period=kvartal")
    assert len(many) == len(few)


def test_the_start_page_tells_today_s_use(client, lane):
    admissions(lane, 3, at=clock.now())
    told = words(client, "/")
    assert "Er användning i dag Onlinefråga 3 frågor." in told
    assert re.search(r"Massfråga 0 frågor\. (Ni kan ställa en fråga nu|Massfrågor öppnar)", told)


@pytest.mark.parametrize("path", ["/", "/anvandning/"])
def test_a_closed_service_says_when_it_opens_and_not_that_one_can_ask(client, lane, path):
    today = clock.swedish_day(clock.now())
    deviation(first=today, opens=time(0), closes=time(0))
    assert words(client, path).count("Ni kan ställa en fråga nu.") == 2
    deviation(first=today, last=today + timedelta(days=30))
    told = words(client, path)
    assert told.count("Ni kan ställa en fråga nu.") == 1
    assert "Massfrågor öppnar " in told
    incident(at=clock.now(), services=["onlinefraga"])
    told = words(client, path)
    assert "Ni kan ställa en fråga nu." not in told
    assert "Onlinefråga kan inte användas sedan " in told
