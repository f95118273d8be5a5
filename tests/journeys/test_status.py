"""Windows and incidents in a real browser: read by everybody, told of by support, seen by a caseworker who stays."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from portal import clock
from tests.factories import (
    PASSWORD,
    MembershipFactory,
    PurposeFactory,
    UserFactory,
    agree,
)
from tests.journeys.axe import hold
from tests.portal.status.making import HOUR, deviation, incident, say, template, window

pytestmark = pytest.mark.django_db(transaction=True)
PAGE, STAFF = "/driftinformation/", "/support/driftstorningar/"


def log_in(page: Page, live_server, user) -> None:
    page.goto(f"{live_server.url}/konto/login/")
    page.get_by_label("E-postadress").fill(user.email)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Start", level=1)).to_be_visible()


def test_the_public_page_with_everything_on_it(page: Page, live_server):
    at = clock.now()
    window(at=at), window(at=at + timedelta(days=2)), window(at=at - timedelta(days=2))
    incident(at=at, parts=["PM"])
    say(incident(at=at - HOUR), at=at)
    deviation(first=clock.swedish_day(at) + timedelta(days=1))
    page.goto(live_server.url + PAGE)
    expect(page.get_by_role("heading", name="Driftinformation", level=1)).to_be_visible()
    hold(page)
    page.get_by_role("link", name="In English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    hold(page)
    page.goto(f"{live_server.url}/konto/login/")
    expect(page.get_by_role("region", name="Driftinformation")).to_be_visible()
    hold(page)


def test_support_opens_an_incident_and_tells_how_it_goes(page: Page, live_server):
    template(name="Pensionsmyndighetens del")
    log_in(page, live_server, UserFactory.create(staff_role="support"))
    page.get_by_role("link", name="Driftstörningar").click()
    hold(page)
    page.get_by_role("button", name="Öppna störningen").click()
    expect(page.get_by_role("group", name="fel att rätta")).to_be_focused()
    hold(page)
    page.get_by_label("Mall").select_option(label="Pensionsmyndighetens del")
    page.get_by_role("button", name="Öppna störningen").click()
    expect(page.get_by_text("Störningen är öppnad och visas nu.")).to_be_visible()
    hold(page)
    page.get_by_label("Läge").select_option(label="Avslutad")
    page.get_by_label("Text på svenska").fill("Delen svarar igen.")
    page.get_by_label("Text på engelska").fill("The part answers again.")
    page.get_by_role("button", name="Spara uppdateringen").click()
    expect(page.get_by_label("Sammanfattning på svenska")).to_be_visible()
    hold(page)


def test_a_caseworker_who_stays_on_a_page_sees_a_banner_appear(page: Page, live_server):
    member = MembershipFactory.create()
    agree(member.organisation, PurposeFactory.create())
    log_in(page, live_server, member.user)
    expect(page.locator("#banners")).not_to_contain_text("Orsaken utreds.")
    incident(at=clock.now())
    page.evaluate(
        "htmx.ajax('GET', '/driftinformation/nu/', {target: '#banners', swap: 'outerHTML'})"
    )
    expect(page.locator("#banners")).to_contain_text("Orsaken utreds.")
    hold(page)
