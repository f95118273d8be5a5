"""Windows and incidents in a real browser: read by everybody, told of by support, seen by a caseworker who stays."""

from datetime import time, timedelta

import pytest
from playwright.sync_api import Page, expect

from portal import clock
from portal.hours.model import ServiceKind
from portal.hours.services import verdict
from portal.hours.walltime import moment as wall
from portal.organisations.models import Service
from portal.status.words import moment
from tests.factories import (
    MembershipFactory,
    PurposeFactory,
    UserFactory,
    agree,
)
from tests.journeys.axe import hold
from tests.journeys.entering import come_in
from tests.portal.status.making import HOUR, deviation, incident, say, template, window

pytestmark = pytest.mark.django_db(transaction=True)
POLLED = 31_000  # milliseconds: the banners are asked for anew every half minute
PAGE, STAFF = "/driftinformation/", "/support/driftstorningar/"


def log_in(page: Page, live_server, user) -> None:
    come_in(page, live_server.url, user)
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


def test_a_caseworker_who_stays_on_a_page_sees_a_banner_appear_and_go(page: Page, live_server):
    member = MembershipFactory.create()
    agree(member.organisation, PurposeFactory.create())
    page.clock.install()
    log_in(page, live_server, member.user)
    banners = page.locator("#banners")
    expect(banners).not_to_contain_text("Orsaken utreds.")
    row = incident(at=clock.now())
    page.clock.run_for(POLLED)
    expect(banners).to_contain_text("Orsaken utreds.")
    hold(page)
    say(row, at=clock.now())
    page.clock.run_for(POLLED)
    expect(banners).to_contain_text("Störningen är avslutad")
    expect(page.get_by_role("heading", name="Start", level=1)).to_be_visible()


def test_a_caseworker_sees_that_mass_queries_are_closed_and_when_they_open(page: Page, live_server):
    member = MembershipFactory.create()
    agree(member.organisation, PurposeFactory.create(), services=(Service.ONLINE, Service.MASS))
    at = clock.now()
    today = clock.swedish_day(at)
    deviation(first=today, last=today + timedelta(days=1))
    opens = verdict(ServiceKind.MASS, wall(today + timedelta(days=2), time(0))).next_opening
    assert opens
    log_in(page, live_server, member.user)
    told = page.locator("main dl").filter(has_text="Massfråga").first
    expect(page.get_by_role("heading", name="Öppet nu")).to_be_visible()
    expect(told).to_contain_text(f"Stängt – Öppnar {moment(opens, now=at)}.")
    hold(page)


def test_an_administrator_plans_a_window_and_opens_an_incident(page: Page, live_server):
    log_in(page, live_server, UserFactory.create(staff_role="administrator"))
    page.goto(f"{live_server.url}/admin/status/servicewindow/add/")
    day = f"{clock.swedish_day(clock.now()) + timedelta(days=1):%Y-%m-%d}"
    for name, typed in (
        ("starts_at_0", day),
        ("starts_at_1", "12:00"),
        ("ends_at_0", day),
        ("ends_at_1", "12:30"),
        ("text_sv", "Databasen byts."),
        ("text_en", "The database is replaced."),
    ):
        page.locator(f"[name={name}]").fill(typed)
    page.get_by_label("Onlinefråga").check()
    page.locator("[name=_save]").click()
    expect(page.locator(".errornote")).to_be_visible()
    expect(page.locator(".errorlist").first).to_contain_text("Skriv varför.")
    page.locator("[name=outside_sv]").fill("rättning som inte kan vänta")
    page.locator("[name=outside_en]").fill("a mending that cannot wait")
    page.locator("[name=_save]").click()
    expect(page.locator(".messagelist .warning")).to_contain_text("Det är planerat ändå.")
    page.goto(live_server.url + STAFF)
    banners = page.locator("#banners")
    expect(banners).to_contain_text(f"{day} 12.00–12.30")
    expect(banners).to_contain_text("rättning som inte kan vänta")
    page.locator("label", has_text="Massfråga").click()  # its box is drawn, the input hidden
    page.get_by_label("Påverkan").select_option(value="closed")
    page.get_by_label("Text på svenska").fill("Orsaken utreds.")
    page.get_by_label("Text på engelska").fill("The cause is being investigated.")
    page.get_by_role("button", name="Öppna störningen").click()
    expect(banners).to_contain_text("Orsaken utreds.")
    page.goto(live_server.url + PAGE)
    told = page.locator("main")
    expect(told).to_contain_text("Databasen byts.")
    expect(told.locator("dl").first).to_contain_text("Störning")
    hold(page)
