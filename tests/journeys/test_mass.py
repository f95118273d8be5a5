"""A caseworker's mass query in a browser: from a file with faults to a person's answer; each page passes axe."""

import re
from datetime import time, timedelta

import pytest
from playwright.sync_api import Page, expect

from lookups.mass import sweeping
from portal import clock
from portal.tenants.scope import as_jobs
from tests.documents import ALVA, INGRID, loaded_extracts
from tests.journeys.axe import hold
from tests.journeys.entering import come_in
from tests.lookups.mass.making import member
from tests.portal.status.making import deviation

pytestmark = pytest.mark.django_db(transaction=True)

FILE = (
    f"namn;personnummer;egenReferens\r\nÅsa;{ALVA};A1\r\nÖrjan;{INGRID};A2\r\n"
    "Ärla;198808132389;A3\r\nBo;;A4\r\nCaj;1,9E+11;A5\r\n"
).encode("cp1252")
QUERY = re.compile(r"/massfragor/[0-9a-f-]{36}/$")


@pytest.fixture
def anna(tmp_path):
    """A caseworker; mass queries are open today whatever the day is."""
    loaded_extracts(tmp_path)
    today = clock.swedish_day(clock.now())
    for day in (today, today + timedelta(days=1)):  # a test may run across midnight
        deviation(first=day, opens=time(0, 0), closes=time(23, 59))
    return member(user__name="Anna")


def test_the_button_says_what_is_checked(page: Page, live_server, anna):
    come_in(page, live_server.url, anna.user, "/massfragor/ny/")
    file, numbers = (
        page.get_by_role("button", name=f"Kontrollera {what}") for what in ("filen", "numren")
    )
    expect(file).to_be_visible()
    expect(numbers).to_be_hidden()
    page.get_by_label("Klistra in personnummer").fill(ALVA)
    expect(file).to_be_hidden()
    numbers.click()
    expect(page.get_by_text("Allt är rätt. Du kan skicka.")).to_be_visible()


def work() -> None:
    with as_jobs():
        sweeping.ask_for_a_while(clock.now())


def test_from_a_file_with_three_faults_to_a_persons_answer(page: Page, live_server, anna):
    come_in(page, live_server.url, anna.user, "/massfragor/")
    expect(page.get_by_role("heading", name="Massfrågor", level=1)).to_be_visible()
    hold(page)
    page.get_by_role("link", name="Ny massfråga").click()
    hold(page)
    page.get_by_label("Fil", exact=True).set_input_files(
        {"name": "januari.csv", "mimeType": "text/csv", "buffer": FILE}
    )
    page.get_by_role("button", name="Kontrollera filen").click()
    expect(page).to_have_url(QUERY)
    expect(page.get_by_text("Windows-1252")).to_be_visible()
    expect(page.get_by_text("3 rader med fel (frågas inte)")).to_be_visible()
    hold(page)
    page.get_by_role("link", name="Välj kolumn").click()
    hold(page)
    page.get_by_label("Kolumn").fill("personnummer")
    page.get_by_role("button", name="Läs om filen").click()
    expect(page.get_by_text("nummer i kolumn B")).to_be_visible()
    page.get_by_role("link", name="Skicka 2 rader ändå").click()
    hold(page)
    page.get_by_role("button", name="Skicka massfrågan").click()
    expect(page.get_by_text("Massfrågan är skickad.")).to_be_visible()
    page.get_by_role("link", name="Visa raderna som inte är frågade").click()
    expect(page.get_by_text("Rad 3")).to_be_visible()
    hold(page)
    page.get_by_role("link", name="Till massfrågan", exact=True).click()
    work()
    expect(page.get_by_text("Klar, 3 rader utan svar.")).to_be_visible(timeout=10_000)
    page.reload()
    hold(page)
    page.get_by_role("button", name="Visa svar").click()
    expect(page.get_by_role("cell", name="A2")).to_be_visible()
    hold(page)
    page.get_by_role("button", name="Visa svaret för rad 2").click()
    expect(page.get_by_role("heading", name="Svar om", exact=False).first).to_be_visible()
    assert ALVA not in page.url
