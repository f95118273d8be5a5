"""An organisation as support sees it: lanes and slots, use, refusals, history; raised for a time, freed by hand."""

from dataclasses import asdict
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from portal import clock
from portal.organisations.models import AgreedService, Service
from portal.quotas import counting, terms
from portal.quotas import reads as quotas
from portal.quotas.counting import Question
from portal.quotas.figures import ONE_AT_A_TIME, Figures, Limit
from portal.quotas.models import Kind, Terms
from portal.reference import short
from portal.shell import formats
from portal.tenants.scope import as_administrator, as_support
from tests.factories import MembershipFactory, OrganisationFactory
from tests.portal.quotas.test_use import admissions, refusal
from tests.portal.support.conftest import words

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
RAISED = {
    "hojning-service": "onlinefraga",
    "hojning-per_second": "2",
    "hojning-per_minute": "120",
    "hojning-per_hour": "7200",
    "hojning-concurrency": "1",
    "hojning-why": "Stort inflöde",
}


@pytest.fixture
def address(organisation):
    return f"/support/organisationer/{organisation.aktors_id}/"


def day(after: timedelta) -> str:
    return clock.swedish_day(clock.now() + after).isoformat()


def moment(at: datetime) -> str:
    return f"{formats.short_date(at)} {formats.swedish_time(at)}"


def hold(organisation):
    """Let a question in, as a caller that never ends it; return its call."""
    call = uuid4()
    question = Question(
        organisation=organisation.pk,
        service=Service.ONLINE,
        channel="api",
        client="exempel-1",
        version="10",
        request_id=call,
    )
    return call, counting.admit(question, lease=timedelta(seconds=30))


def test_it_shows_agreement_limits_use_and_refusals(support, organisation, lane, address):
    MembershipFactory.create(organisation=organisation, user__name="Hanna Handläggare")
    recent = clock.now() - timedelta(minutes=2)
    admissions(lane, 48, at=recent + timedelta(seconds=70))
    row = refusal(lane, at=recent, limit=Limit.MINUTE)
    told = words(support.get(address))
    assert "Organisationsnummer 212000-0001" in told
    assert "Medlemmar 1" in told
    assert "Per minut: 48 av 60 använt (nästan slut)" in told
    assert "Inga platser är upptagna." in told
    assert "Onlinefråga System: klient 10 48 1" in told
    assert f"{short(row.request_id)} {moment(recent)} Onlinefråga Per minut 0,7 sekunder" in told
    assert f"{moment(recent.replace(minute=0))} Onlinefråga" in told
    assert "Inget är ändrat. De vanliga gränserna gäller." in told
    assert "Hanna" not in told


def test_an_unknown_organisation_is_not_found(support):
    assert support.get(f"/support/organisationer/{uuid4()}/").status_code == 404


def test_a_raise_acts_at_once_and_is_told_in_words(support, organisation, address):
    answer = support.post(address, RAISED | {"hojning-until": day(timedelta(days=2))})
    assert (answer.status_code, answer["Location"]) == (303, address)
    figures = quotas.live(organisation.pk, Service.ONLINE).figures
    assert figures == Figures(
        per_second=2, per_minute=120, per_hour=7200, pause_ms=300, concurrency=1
    )
    told = words(support.get(address))
    ends = f"{day(timedelta(days=3))} 00.00"  # all of the last day
    assert f"Gränsen är höjd till {ends} och återgår sedan av sig själv." in told
    assert (
        "Onlinefråga: tillfälligt höjt från 1 till 2 per sekund, höjt från 60 till 120 per minut, "
        "höjt från 3 600 till 7 200 per timme av Sara Support från" in told
    )
    assert f"till {ends}, skäl: Stort inflöde" in told


def test_a_raise_until_an_hour_of_the_day(support, organisation, address):
    until = (clock.now() + 5 * HOUR).astimezone(clock.SWEDEN).replace(second=0, microsecond=0)
    for form in ("%Y-%m-%d %H:%M", "%Y-%m-%d %H.%M"):
        told = {"hojning-until": until.strftime(form), "hojning-per_minute": "130"}
        assert support.post(address, RAISED | told).status_code == 303
        with as_support():
            assert quotas.history(organisation.pk)[0].ends == until


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"hojning-until": "2020-01-01"}, "Ange en tid som kommer."),
        ({"hojning-until": "i morgon"}, "Skriv tiden som 2026-11-23 16.30."),
        ({"hojning-per_minute": "59"}, "Ange minst det som är avtalat."),
        (
            {"hojning-per_second": "1", "hojning-per_minute": "60", "hojning-per_hour": "3600"},
            "Höj minst en av gränserna.",
        ),
        ({"hojning-why": "Gäller 19880813-2388"}, "Skriv inga personuppgifter."),
    ],
)
def test_what_is_no_raise_is_told_at_its_field(support, organisation, address, wrong, said):
    page = support.post(address, RAISED | {"hojning-until": day(timedelta(days=2))} | wrong)
    assert page.status_code == 422
    assert said in words(page)
    assert quotas.live(organisation.pk, Service.ONLINE).figures == ONE_AT_A_TIME


def test_a_service_that_is_not_agreed_cannot_be_raised(support, address):
    told = {"hojning-until": day(timedelta(days=2)), "hojning-service": "massfraga"}
    assert support.post(address, RAISED | told).status_code == 422


def test_a_raise_that_reaches_into_one_ahead_says_so(support, organisation, address):
    with as_administrator():
        Terms.objects.create(
            organisation=organisation,
            agreed_service=AgreedService.objects.get(organisation=organisation),
            kind=Kind.RAISE,
            period=(clock.now() + HOUR, clock.now() + 2 * HOUR),
            why="Planerad",
            entered_by="Ada",
            entered_at=clock.now(),
            **asdict(ONE_AT_A_TIME),
        )
    page = support.post(address, RAISED | {"hojning-until": day(timedelta(days=2))})
    assert page.status_code == 422
    assert "Det finns redan gränser för tjänsten under tiden." in words(page)


@pytest.mark.parametrize(("per_minute", "listed"), [("121", True), ("120", False)])
def test_an_administrator_sees_a_raise_over_the_double(
    client, administrator, organisation, address, per_minute, listed
):
    told = RAISED | {"hojning-until": day(timedelta(days=2)), "hojning-per_minute": per_minute}
    assert client.post(address, told).status_code == 303
    page = words(client.get("/support/"))
    assert ("Socialnämnden i Exempelby Onlinefråga 2" in page) is listed
    assert ("Inga sådana höjningar den senaste veckan." in page) is not listed


def test_a_supporter_does_not(support):
    assert "Höjningar att se över" not in words(support.get("/support/"))


def test_a_raise_is_held_against_what_was_agreed(support, organisation, address):
    with as_administrator():
        terms.enter(
            AgreedService.objects.get(organisation=organisation),
            Figures(per_second=5, per_minute=300, per_hour=9000, pause_ms=0, concurrency=2),
            period=(clock.now() - HOUR, None),
            entered=terms.Entered(by="Ada", why="Större", at=clock.now() - HOUR),
        )
    page = support.post(address, RAISED | {"hojning-until": day(timedelta(days=2))})
    assert page.status_code == 422
    assert words(page).count("Ange minst det som är avtalat.") == 8  # at the field and on top
    assert "Onlinefråga: höjt från 1 till 5 per sekund" in words(page)


def test_a_stuck_slot_is_freed_after_a_question_and_it_is_told(support, organisation, address):
    call, admitted = hold(organisation)
    page = support.get(address)
    assert "Onlinefråga, plats 1: upptagen sedan" in words(page)
    assert short(call) in page.text
    slot = {"tjanst": "onlinefraga", "plats": admitted.slot, "nummer": admitted.number}
    asked = support.post(address + "plats/", slot)
    assert "Frigör platsen?" in words(asked)
    assert "Frågan som håller platsen får inget svar" in words(asked)
    done = support.post(address + "plats/", slot | {"bekrafta": "ja"})
    assert (done.status_code, done["Location"]) == (303, address)
    told = words(support.get(address))
    assert "Platsen är frigjord. Frågan som höll den får inget svar." in told
    assert "Inga platser är upptagna." in told
    assert f"av referens {short(call)}, frigjord av Sara Support" in told
    assert not counting.ended(admitted)  # its answer cannot leave
    again = support.post(address + "plats/", slot | {"bekrafta": "ja"}, follow=True)
    assert "Platsen hölls inte längre av den frågan. Inget är ändrat." in words(again)


@pytest.mark.parametrize(
    "slot",
    [
        {},
        {"tjanst": "annat", "plats": "1", "nummer": "1"},
        {"tjanst": "onlinefraga", "plats": "x", "nummer": "1"},
        {"tjanst": "onlinefraga", "plats": "1", "nummer": "9" * 40},
    ],
)
def test_what_is_no_slot_is_not_found(support, address, slot):
    assert support.post(address + "plats/", slot).status_code == 404


def test_another_organisation_s_slot_is_not_freed_by_its_number(support, organisation):
    _call, admitted = hold(organisation)
    other = OrganisationFactory.create()
    slot = {"tjanst": "onlinefraga", "plats": admitted.slot, "nummer": admitted.number}
    told = slot | {"bekrafta": "ja"}
    assert (
        support.post(f"/support/organisationer/{other.aktors_id}/plats/", told).status_code == 303
    )
    assert counting.ended(admitted)
