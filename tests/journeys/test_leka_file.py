"""Subscribing by a file of 500 with seven faults, holding a list against it, renewing those that end."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from portal import clock
from portal.identity import official_test_numbers
from tests.journeys.axe import hold
from tests.journeys.entering import come_in
from tests.subscriptions.making import member, subscribe

pytestmark = pytest.mark.django_db(transaction=True)

PERSONS = sorted(one for one in official_test_numbers() if one[:2] == "19")[:493]
WRONG = ["12", "198808132389", "19880813-23x8", "", "19881313-2388", "abc", "1234567890123"]


def rows(persons) -> bytes:
    """Return a file of persons, each with the case that its place among all gives it."""
    cases = {one: f"EB-{at}" for at, one in enumerate(PERSONS)}
    told = [f"{one};{cases.get(one, 'EB-X')}" for one in persons]
    return "\r\n".join(["personnummer;arendereferens", *told]).encode()


def choose(page: Page, buffer: bytes) -> None:
    page.get_by_label("Fil", exact=True).set_input_files(
        {"name": "lista.csv", "mimeType": "text/csv", "buffer": buffer}
    )


def test_five_hundred_rows_with_seven_faults(page: Page, live_server):
    anna = member(user__name="Anna")
    come_in(page, live_server.url, anna.user, "/prenumerationer/")
    page.get_by_role("link", name="Från fil").click()
    hold(page)
    choose(page, rows([*PERSONS[:100], *WRONG, *PERSONS[100:]]))
    page.get_by_role("button", name="Kontrollera filen").click()
    expect(page.get_by_text("493 nya")).to_be_visible()
    faults = page.get_by_role("region", name="Rader med fel").get_by_role("listitem")
    expect(faults).to_have_count(7)
    expect(faults.first).to_contain_text("Rad 102")
    hold(page)
    page.get_by_role("button", name="Prenumerera på 493 personer").click()
    expect(
        page.get_by_text("493 registrerade · 0 förlängda · 0 fanns redan · 7 rader med fel").first
    ).to_be_visible()
    hold(page)
    page.get_by_role("link", name="Till prenumerationerna").click()
    hold(page)
    page.get_by_role("link", name="Stäm av prenumerationer").click()
    hold(page)
    choose(page, rows(PERSONS[:490]))
    page.get_by_role("button", name="Jämför").click()
    expect(page.get_by_text("0 saknas hos oss · 3 saknas hos er")).to_be_visible()
    hold(page)
    page.get_by_role("link", name="EB-", exact=False).first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_those_that_end_are_marked_and_renewed(page: Page, live_server):
    anna = member(user__name="Anna")
    for at, one in enumerate(PERSONS[:3]):
        subscribe(anna, one, case=f"EB-{at}", until=clock.swedish_day(clock.now()) + timedelta(5))
    come_in(page, live_server.url, anna.user, "/prenumerationer/")
    page.get_by_role("link", name="3 slutar inom 30 dagar").click()
    hold(page)
    for box in page.get_by_role("checkbox").all()[:2]:
        box.press("Space")
    page.get_by_role("button", name="Förläng de markerade").press("Enter")
    expect(page.get_by_text("2 förlängda")).to_be_visible()
    hold(page)
