"""A caseworker subscribes from an answer, is told of what a new extract changed, asks, and marks it as handled."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from portal import clock
from tests.documents import ALVA, loaded_extracts
from tests.factories import PASSWORD
from tests.journeys.axe import hold
from tests.subscriptions.making import member, notify

pytestmark = pytest.mark.django_db(transaction=True)

MENU = "Huvudmeny"


@pytest.fixture
def anna(tmp_path):
    loaded_extracts(tmp_path)
    notify()
    return member(user__name="Anna")


def test_from_an_answer_to_a_handled_notification(page: Page, live_server, anna, tmp_path):
    page.goto(f"{live_server.url}/konto/login/?next=/onlinefraga/")
    page.get_by_label("E-postadress").fill(anna.user.email)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_label("Personnummer").fill(ALVA)
    page.get_by_label("Ärendenummer").fill("EB-1")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Prenumerera").click()
    expect(page.get_by_label("Ärendenummer")).to_have_value("EB-1")
    hold(page)
    page.get_by_role("button", name="Prenumerera").click()
    expect(page.get_by_text("Prenumerationen gäller till och med")).to_be_visible()
    hold(page)
    loaded_extracts(tmp_path, at=clock.now() + timedelta(days=1))
    assert notify() > 0
    page.get_by_role("navigation", name=MENU).get_by_role("link", name="Start").click()
    expect(page.get_by_role("heading", name="Olästa aviseringar")).to_be_visible()
    hold(page)
    page.get_by_role("navigation", name=MENU).get_by_role(
        "link", name=re.compile(r"Aviseringar \(\d+ oläst")
    ).click()
    hold(page)
    page.get_by_role("link", name="Utbetalning gjord").first.click()
    expect(page.get_by_text("Sjukpenning")).to_be_visible()
    hold(page)
    notification = page.url
    page.get_by_role("button", name="Fråga nu").click()
    expect(page.get_by_label("Personnummer")).to_have_value(ALVA)
    page.get_by_role("button", name="Ställ frågan").click()
    expect(page.get_by_role("heading", name="Svar om", exact=False).first).to_be_visible()
    page.goto(notification)
    page.get_by_label("Anteckning").fill("ringt")
    page.get_by_role("button", name="Markera som hanterad").click()
    expect(page.get_by_text("Aviseringen är markerad som hanterad.")).to_be_visible()
    page.goto(notification)
    expect(page.get_by_role("button", name="Hantera igen")).to_be_visible()
    hold(page)


def test_checked_extended_and_unregistered(page: Page, live_server, anna):
    page.goto(f"{live_server.url}/konto/login/?next=/prenumerationer/ny/")
    page.get_by_label("E-postadress").fill(anna.user.email)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_label("Personnummer").fill("880813-2389")
    page.get_by_role("button", name="Prenumerera").click()
    expect(page.get_by_text("Siffrorna stämmer inte ihop.").first).to_be_visible()
    hold(page)
    page.get_by_label("Personnummer").fill("880813-2388")
    page.get_by_role("button", name="Prenumerera").click()
    page.get_by_role("link", name="Till prenumerationerna").click()
    hold(page)
    page.get_by_label("Personnummer").fill(ALVA)
    page.get_by_role("button", name="Kontrollera").click()
    expect(page.get_by_text("prenumererar på personen: 1 prenumeration.")).to_be_visible()
    hold(page)
    page.get_by_role("table").get_by_role("link").first.click()
    page.get_by_role("button", name="Förläng").click()
    expect(page.get_by_text("Prenumerationen gäller till och med")).to_be_visible()
    page.get_by_role("link", name="Avregistrera").click()
    hold(page)
    page.get_by_role("button", name="Avregistrera").click()
    expect(page.get_by_text("Prenumerationen är avregistrerad.")).to_be_visible()
