"""A caseworker subscribes from an answer, is told of what a new extract changed, asks, and marks it as handled."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from portal import clock
from portal.tenants.scope import as_administrator
from tests.documents import ALVA, INGRID, loaded_extracts
from tests.journeys.axe import hold
from tests.journeys.entering import come_in
from tests.subscriptions.making import changed, member, notify, subscribe

pytestmark = pytest.mark.django_db(transaction=True)

MENU = "Huvudmeny"


@pytest.fixture
def anna(tmp_path):
    loaded_extracts(tmp_path)
    notify()
    return member(user__name="Anna")


def test_from_an_answer_to_a_handled_notification(page: Page, live_server, anna, tmp_path):
    come_in(page, live_server.url, anna.user, "/onlinefraga/")
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
    page.get_by_role("button", name="Fråga nu").click()
    expect(page.get_by_label("Personnummer")).to_have_value(ALVA)
    page.get_by_role("button", name="Ställ frågan").click()
    expect(page.get_by_role("heading", name="Svar om", exact=False).first).to_be_visible()
    hold(page)
    page.get_by_role("link", name="Tillbaka till aviseringen").click()
    page.get_by_label("Anteckning").fill("ringt")
    page.get_by_role("button", name="Markera som hanterad").click()
    expect(page.get_by_text("Aviseringen är markerad som hanterad.")).to_be_visible()
    page.get_by_role("button", name="Sök").click()
    hold(page)


NAMED = "document.activeElement.matches('a, button') ? document.activeElement.textContent : ''"


def tab_to(page: Page, name: str) -> None:
    """Go on by Tab until the link or button with this name has the focus."""
    for _press in range(120):
        page.keyboard.press("Tab")
        if name in page.evaluate(NAMED):
            return
    raise AssertionError(name)


def test_through_the_inbox_by_keyboard_alone(page: Page, live_server, anna, tmp_path):
    subscribe(anna, ALVA, case="EB-1")
    subscribe(anna, INGRID, case="EB-2")
    changed((ALVA, "beslut", "FK:SJP", "new"), (INGRID, "beslut", "PM:AP", "changed"))
    notify()
    come_in(page, live_server.url, anna.user, "/aviseringar/")
    expect(page.get_by_role("heading", name="Aviseringar", exact=True)).to_be_visible()
    tab_to(page, "Ändrat beslut")
    page.keyboard.press("Enter")
    page.wait_for_url("**/aviseringar/*-*/")
    tab_to(page, "Fråga nu")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Personnummer")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Svar om", exact=False).first).to_be_focused()
    tab_to(page, "Markera som hanterad")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Aviseringen är markerad som hanterad.")).to_be_visible()
    tab_to(page, "Nytt beslut")
    page.keyboard.press("Enter")
    page.wait_for_url("**/aviseringar/*-*/")
    expect(page.get_by_text("EB-1")).to_be_visible()


def test_work_left_behind_is_distributed(page: Page, live_server, anna):
    with as_administrator():
        anna.roles = ["caseworker", "local-administrator"]
        anna.save()
    bo = member(organisation=anna.organisation, user__name="Bo")
    subscribe(bo, ALVA, responsible_id=bo.user_id)
    changed((ALVA, "beslut", "FK:SJP", "new"))
    notify()
    with as_administrator():
        bo.closed_at = clock.now()
        bo.save()
    come_in(page, live_server.url, anna.user, "/aviseringar/laget/")
    expect(page.get_by_role("heading", name="Aviseringar i laget")).to_be_visible()
    hold(page)
    page.get_by_role("link", name="Fördela").click()
    hold(page)
    page.get_by_label("Ge till").select_option("Anna")
    page.get_by_role("button", name="Fördela").click()
    expect(page.get_by_text("Anna har fått").first).to_be_visible()
    hold(page)
    page.get_by_role("table").get_by_role("link", name="Anna").click()
    expect(page.get_by_role("link", name="Nytt beslut")).to_be_visible()
    hold(page)


def test_checked_extended_and_unregistered(page: Page, live_server, anna):
    come_in(page, live_server.url, anna.user, "/prenumerationer/ny/")
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
