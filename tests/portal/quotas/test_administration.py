"""Terms on the administration's pages: entered with who and why, overlaps refused in words, history never rewritten."""

from datetime import UTC, datetime, timedelta

import pytest

from portal import clock
from portal.organisations.models import AgreedService, Service
from portal.quotas import reads
from portal.quotas.models import Terms
from portal.tenants.scope import as_administrator
from tests.factories import OrganisationFactory, UserFactory, agree
from tests.portal.administration.forms import post

pytestmark = pytest.mark.django_db

ADD = "/admin/quotas/terms/add/"
TYPED = {
    "kind": "agreed",
    "period_0": "2026-01-01 00:00",
    "period_1": "",
    "per_second": "2",
    "per_minute": "120",
    "per_hour": "7200",
    "pause_ms": "100",
    "concurrency": "3",
    "persons_per_day": "400",
    "why": "Tilläggsavtal 2",
}


@pytest.fixture
def administrator(client):
    client.force_login(UserFactory.create(staff_role="administrator", name="Ada Administratör"))
    return client


@pytest.fixture
def agreed():
    organisation = OrganisationFactory.create(name="Socialnämnden")
    agree(organisation, figures=None)
    with as_administrator():
        return AgreedService.objects.get(organisation=organisation)


def entered() -> list[Terms]:
    with as_administrator():
        return list(Terms.objects.all())


def test_terms_are_entered_with_who_when_and_why_and_act_at_once(administrator, agreed):
    assert "Socialnämnden, Onlinefråga" in administrator.get(ADD).text
    page = post(administrator, ADD, agreed_service=str(agreed.pk), **TYPED)
    assert page.redirect_chain
    (terms,) = entered()
    assert (terms.entered_by, terms.why) == ("Ada Administratör", "Tilläggsavtal 2")
    assert terms.organisation_id == agreed.organisation_id
    live = reads.live(agreed.organisation_id, Service.ONLINE)
    assert live.figures == terms.figures
    assert live.figures.per_minute == 120


def test_an_overlap_is_refused_in_words(administrator, agreed):
    post(administrator, ADD, agreed_service=str(agreed.pk), **TYPED)
    again = TYPED | {"period_0": "2027-01-01 00:00"}
    page = post(administrator, ADD, agreed_service=str(agreed.pk), **again)
    assert "Det finns redan gränser för tjänsten under tiden." in page.text
    assert len(entered()) == 1


def test_a_raise_stands_above_what_is_agreed_and_has_an_end(administrator, agreed):
    post(administrator, ADD, agreed_service=str(agreed.pk), **TYPED)
    told = TYPED | {"kind": "raise", "per_minute": "500"}
    page = post(administrator, ADD, agreed_service=str(agreed.pk), **told)
    assert "Ange när höjningen slutar." in page.text
    post(
        administrator, ADD, agreed_service=str(agreed.pk), **told | {"period_1": "2099-01-01 00:00"}
    )
    assert reads.live(agreed.organisation_id, Service.ONLINE).figures.per_minute == 500


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"per_second": "0"}, "Ange minst 1, och högst 100 samtidiga."),
        ({"pause_ms": "10001"}, "Pausen får vara högst 10 000 millisekunder."),
        ({"period_0": "", "period_1": "2099-01-01 00:00"}, "Ange när gränserna börjar gälla."),
        ({"why": ""}, "måste fyllas i"),
    ],
)
def test_what_cannot_hold_is_refused_in_words(administrator, agreed, typed, sentence):
    page = post(administrator, ADD, agreed_service=str(agreed.pk), **TYPED | typed)
    assert sentence in page.text
    assert entered() == []


def test_terms_that_stand_are_ended_ahead_and_never_rewritten(administrator, agreed):
    post(administrator, ADD, agreed_service=str(agreed.pk), **TYPED)
    (terms,) = entered()
    change = f"/admin/quotas/terms/{terms.pk}/change/"
    moved = post(administrator, change, period_0="2026-02-01 00:00")
    assert "Början kan inte ändras." in moved.text
    past = post(administrator, change, period_1="2026-03-01 00:00")
    assert "Slutet kan inte flyttas" in past.text
    assert post(administrator, change, period_1="2099-01-01 00:00").redirect_chain
    (ended,) = entered()
    assert ended.period.upper == datetime(2098, 12, 31, 23, 0, tzinfo=UTC)
    assert ended.period.lower == terms.period.lower
    history = administrator.get(f"/admin/quotas/terms/{terms.pk}/history/")
    assert "Ada Administratör" in history.text


def test_a_lane_tells_what_is_left(administrator, agreed):
    lane = reads.live(agreed.organisation_id, Service.ONLINE).lane
    page = administrator.get(f"/admin/quotas/lane/{lane}/change/")
    assert "minut 60 av 60" in page.text


def test_an_ended_agreement_s_terms_hold_no_more(agreed):
    today = clock.swedish_day(clock.now())
    other = OrganisationFactory.create()
    agree(other, begins=today - timedelta(days=30), ends=today)
    assert reads.live(other.pk, Service.ONLINE).figures.per_second == 1
