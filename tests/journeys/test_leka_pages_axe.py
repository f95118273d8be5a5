"""LEKA's pages that no other journey stops at: readable for all, wide and narrow, as they come and with a fault."""

import pytest
from playwright.sync_api import Page, expect

from portal import clock
from tests.documents import ALVA, INGRID
from tests.journeys.axe import hold
from tests.journeys.entering import come_in
from tests.subscriptions.making import member, subscribe
from tests.subscriptions.reminding.making import tell

pytestmark = pytest.mark.django_db(transaction=True)

FILE = f"personnummer;make;ärendenummer\r\n{ALVA};{INGRID};EB-1\r\n{ALVA};{INGRID};EB-1".encode()


@pytest.fixture
def anna():
    return member(user__name="Anna", roles=["caseworker", "local-administrator"])


@pytest.fixture
def site(page: Page, live_server, anna) -> Page:
    come_in(page, live_server.url, anna.user)
    expect(page.get_by_role("heading", name="Start", level=1)).to_be_visible()
    return page


def test_another_column_of_a_file(site: Page, live_server):
    site.goto(f"{live_server.url}/prenumerationer/fil/")
    site.get_by_label("Fil", exact=True).set_input_files(
        {"name": "lista.csv", "mimeType": "text/csv", "buffer": FILE}
    )
    hold(site)
    site.get_by_role("button", name="Kontrollera filen").click()
    site.get_by_text("Dubbletter").click()
    hold(site)
    site.get_by_role("link", name="Välj kolumn").click()
    expect(site.get_by_role("heading", name="Välj kolumn")).to_be_visible()
    hold(site)
    site.get_by_role("button", name="Läs om filen").click()
    expect(site.get_by_role("group", name="fel att rätta")).to_be_focused()
    hold(site)
    site.get_by_role("textbox", name="Kolumn").fill("B")
    site.keyboard.press("Enter")
    expect(site.get_by_role("region", name="Kontrollen")).to_be_visible()
    hold(site)


def test_what_a_subscription_tells_of(site: Page, live_server, anna):
    one = subscribe(anna, ALVA)
    site.goto(f"{live_server.url}/prenumerationer/{one.public}/")
    hold(site)
    site.get_by_role("link", name="Ändra vad ni får veta").click()
    hold(site)
    site.get_by_role("combobox", name="Uppgifter").select_option("valda")
    site.get_by_role("combobox", name="Slag av händelser").select_option("valda-slag")
    hold(site)
    for box in site.get_by_role("checkbox", checked=True).all():
        box.press("Space")
    site.get_by_role("button", name="Ändra").click()
    expect(site.get_by_role("group", name="fel att rätta")).to_be_focused()
    hold(site)


def test_a_case_to_close(site: Page, live_server, anna):
    subscribe(anna, ALVA)
    site.goto(f"{live_server.url}/prenumerationer/")
    site.get_by_role("textbox", name="Ärendenummer").fill("EB-1")
    site.get_by_role("button", name="Sök").click()
    hold(site)
    site.get_by_role("button", name="Avsluta ärendet").click()
    expect(site.get_by_role("heading", name="Avsluta ärendet?")).to_be_visible()
    hold(site)


def test_mail_and_sending_again(site: Page, live_server, anna):
    tell(anna, clock.now(), person=ALVA)
    site.goto(f"{live_server.url}/aviseringar/mejl/")
    hold(site)
    site.get_by_role("button", name="Spara").click()
    expect(site.get_by_role("status").filter(has_text="Ditt val är sparat.")).to_be_visible()
    hold(site)
    site.goto(f"{live_server.url}/aviseringar/igen/")
    hold(site)
    site.get_by_role("textbox").first.fill("31/5")
    site.get_by_role("button", name="Skicka igen").click()
    expect(site.get_by_role("group", name="fel att rätta")).to_be_focused()
    hold(site)
