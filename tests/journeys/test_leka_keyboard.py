"""Subscriptions by keyboard alone: registered, changed, extended, unregistered, and a case closed; focus is seen."""

from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.documents import ALVA, INGRID, KERSTIN
from tests.journeys.axe import hold
from tests.journeys.entering import come_in
from tests.subscriptions.api.calling import day
from tests.subscriptions.making import member, subscribe

pytestmark = pytest.mark.django_db(transaction=True)

# An outline or a ring, on what has the focus or on what is drawn in its place: a box's label.
SEEN = """() => {
  const at = document.activeElement;
  if (at === document.body) return true;
  const drawn = [at, ...(at.labels || [])].flatMap((one) =>
    [null, "::before", "::after"].map((part) => getComputedStyle(one, part)));
  return at.matches(":focus-visible") && drawn.some((one) =>
    one.boxShadow !== "none" || (one.outlineStyle !== "none" && parseFloat(one.outlineWidth) > 0));
}"""


@pytest.fixture
def anna():
    return member(user__name="Anna")


@pytest.fixture
def site(page: Page, live_server, anna) -> Page:
    come_in(page, live_server.url, anna.user, "/prenumerationer/")
    expect(page.get_by_role("heading", name="Prenumerationer", exact=True)).to_be_visible()
    return page


def tab_to(page: Page, wanted: Locator) -> None:
    """Go on by Tab until this has the focus; all that has it on the way shows it."""
    expect(wanted).to_have_count(1)
    for _press in range(120):
        if wanted.evaluate("at => at === document.activeElement"):
            return
        page.keyboard.press("Tab")
        assert page.evaluate(SEEN), page.evaluate("document.activeElement.outerHTML")
    raise AssertionError(wanted)


def enter(page: Page, role: Literal["button", "link"], name: str) -> None:
    tab_to(page, page.get_by_role(role, name=name, exact=True))
    page.keyboard.press("Enter")


def write(page: Page, label: str, text: str) -> None:
    tab_to(page, page.get_by_role("textbox", name=label))
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def test_registered_changed_extended_and_unregistered(site: Page):
    enter(site, "link", "Prenumerera på en person")
    site.wait_for_url("**/prenumerationer/ny/")
    write(site, "Personnummer eller samordningsnummer", "880813-2389")
    site.keyboard.press("Enter")
    summary = site.get_by_role("group", name="fel att rätta")
    expect(summary).to_be_focused()
    tab_to(site, summary.get_by_role("link"))
    site.keyboard.press("Enter")
    expect(site.get_by_label("Personnummer eller samordningsnummer")).to_be_focused()
    write(site, "Personnummer eller samordningsnummer", "880813-2388")
    write(site, "Ärendenummer", "EB-1")
    write(site, "Till och med", day(100))
    enter(site, "button", "Prenumerera")
    status = site.get_by_role("status")
    expect(status.filter(has_text="Prenumerationen gäller till och med")).to_be_visible()
    enter(site, "link", "Ändra vad ni får veta")
    site.wait_for_url("**/andra/")
    tab_to(site, site.get_by_role("combobox", name="Slag av händelser"))
    site.keyboard.type("Välj")
    kinds = site.get_by_role("group", name="Välj slag av händelser")
    expect(kinds).to_be_visible()
    enter(site, "button", "Ändra")
    expect(site.get_by_role("group", name="fel att rätta")).to_be_focused()
    hold(site)
    for kind in ("Nytt beslut", "Personen har avlidit"):
        tab_to(site, kinds.get_by_label(kind, exact=True))
        site.keyboard.press("Space")
    enter(site, "button", "Ändra")
    expect(status.filter(has_text="Prenumerationen är ändrad.")).to_be_visible()
    write(site, "Förläng till och med", day(200))
    site.keyboard.press("Enter")
    expect(status.filter(has_text="Prenumerationen gäller till och med")).to_be_visible()
    hold(site)
    enter(site, "link", "Avregistrera")
    site.wait_for_url("**/avregistrera/")
    enter(site, "button", "Avregistrera")
    expect(status.filter(has_text="Prenumerationen är avregistrerad.")).to_be_visible()
    expect(site.get_by_text("0 prenumerationer.")).to_be_visible()


def test_a_case_is_closed(site: Page, anna):
    for person in (ALVA, INGRID):
        subscribe(anna, person)
    subscribe(anna, KERSTIN, case="EB-2")
    write(site, "Ärendenummer", "EB-1")
    site.keyboard.press("Enter")
    expect(site.get_by_text("2 prenumerationer.")).to_be_visible()
    hold(site)
    enter(site, "button", "Avsluta ärendet")
    expect(site.get_by_text("2 prenumerationer i ärende EB-1 avslutas.")).to_be_visible()
    hold(site)
    enter(site, "link", "Behåll prenumerationerna")
    expect(site.get_by_text("3 prenumerationer.")).to_be_visible()
    write(site, "Ärendenummer", "EB-1")
    site.keyboard.press("Enter")
    enter(site, "button", "Avsluta ärendet")
    site.wait_for_url("**/prenumerationer/arende/")
    enter(site, "button", "Avsluta ärendet")
    done = site.get_by_role("status").filter(has_text="Ärendet är avslutat")
    expect(done).to_have_text("Ärendet är avslutat: 2 prenumerationer avslutades.")
    expect(site.get_by_text("1 prenumeration.")).to_be_visible()
    hold(site)
