"""A supporter explains a refusal from its reference; the pages of use and support pass axe, wide and narrow."""

from datetime import timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from portal import clock
from portal.organisations.models import AgreedService, Service
from portal.quotas import counting, terms
from portal.quotas.counting import NotAdmitted, Question
from portal.quotas.figures import ONE_AT_A_TIME
from portal.quotas.models import Lane
from portal.reference import short
from portal.tenants.scope import as_administrator
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    PurposeFactory,
    UserFactory,
    agree,
)
from tests.journeys.axe import hold
from tests.journeys.entering import come_in
from tests.portal.quotas.test_use import admissions

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def organisation():
    organisation = OrganisationFactory.create(
        name="Socialnämnden i Exempelby", number="212000-0001"
    )
    agree(
        organisation,
        PurposeFactory.create(code="bistand", name="Ekonomiskt bistånd"),
        services=(Service.ONLINE, Service.MASS),
        figures=None,
    )
    with as_administrator():
        terms.enter(
            AgreedService.objects.get(organisation=organisation, service=Service.ONLINE),
            ONE_AT_A_TIME,
            period=(clock.now() - timedelta(days=90), None),
            entered=terms.Entered(
                by="Ada Administratör", why="Avtal", at=clock.now() - timedelta(days=90)
            ),
            estimates=terms.Estimates(persons_per_day=50, members=1),
        )
        lane = Lane.objects.get(organisation=organisation, service=Service.ONLINE)
    for days in range(1, 30):
        admissions(lane, 3 + days % 11, at=clock.now() - timedelta(days=30 - days))
    admissions(lane, 42, at=clock.now() - timedelta(seconds=50))
    return organisation


def ask(organisation):
    """Ask as a system does; return the call and what it was answered."""
    call = uuid4()
    question = Question(
        organisation=organisation.pk,
        service=Service.ONLINE,
        channel="api",
        client="exempel-1",
        version="10",
        request_id=call,
    )
    told = counting.admit(question, lease=timedelta(seconds=30))
    if isinstance(told, NotAdmitted):
        counting.write_refusal(question, told)
    return call, told


def sign_in(page: Page, live_server, user, path: str) -> Page:
    come_in(page, live_server.url, user, path)
    page.wait_for_url(live_server.url + path)
    return page


def test_a_supporter_explains_a_refusal_from_its_reference(
    page: Page,
    live_server,
    organisation,
):
    ask(organisation)
    call, refused = ask(organisation)
    assert isinstance(refused, NotAdmitted)
    sara = UserFactory.create(staff_role="support", name="Sara Support")
    sign_in(page, live_server, sara, "/")
    page.get_by_role("link", name="Support", exact=True).click()
    page.get_by_label("Sök").fill(short(call).lower())
    page.keyboard.press("Enter")
    told = page.locator("main")
    expect(told).to_contain_text("Frågan nekades av en gräns i avtalet.")
    expect(told.get_by_role("blockquote")).to_contain_text("Ni får")
    expect(told).to_contain_text("System: exempel-1")
    expect(told).to_contain_text(short(call))
    page.get_by_role("link", name="Organisationens gränser och användning").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Socialnämnden i Exempelby")
    expect(page.get_by_role("table", name="Senast nekade")).to_contain_text(short(call))
    page.get_by_role("button", name="Frigör platsen").click()
    page.get_by_role("button", name="Frigör platsen").click()
    expect(page.get_by_text("Platsen är frigjord.")).to_be_visible()


def test_the_members_page_is_accessible(page: Page, live_server, organisation):
    ask(organisation)
    ask(organisation)
    member = MembershipFactory.create(organisation=organisation)
    sign_in(page, live_server, member.user, "/anvandning/")
    hold(page)
    page.get_by_label("Period").select_option("vecka")
    page.get_by_role("button", name="Visa").click()
    page.get_by_text("Visa som tabell").click()
    expect(page.get_by_role("table", name="Onlinefråga: frågor per timme")).to_be_visible()
    hold(page)


def test_the_support_s_pages_are_accessible(page: Page, live_server, organisation):
    ask(organisation)
    call, _told = ask(organisation)
    OrganisationFactory.create(name="Socialnämnden i Provstad")
    ada = UserFactory.create(staff_role="administrator", name="Ada Administratör")
    sign_in(page, live_server, ada, "/support/")
    hold(page)
    for typed in ("19880813-2388", "socialnämnden"):
        page.get_by_label("Sök").fill(typed)
        page.keyboard.press("Enter")
        expect(
            page.get_by_text("personnummer" if "-" in typed else "Provstad").first
        ).to_be_visible()
        hold(page)
    whose = f"/support/organisationer/{organisation.aktors_id}/"
    for path in (f"/support/begaran/{call}/", "/support/manad/", whose + "underlag/", whose):
        page.goto(live_server.url + path)
        hold(page)
    page.get_by_role("button", name="Höj tillfälligt").click()
    expect(page.get_by_role("group", name="fel att rätta")).to_be_focused()
    hold(page)
    page.get_by_role("button", name="Frigör platsen").click()
    expect(page.get_by_role("heading", name="Frigör platsen?")).to_be_visible()
    hold(page)
