"""A couple's care fee: both asked in the case, the basis beside each other, another day, and a mass query's rows."""

import re

import pytest
from playwright.sync_api import Page, expect

from portal.organisations.models import Service
from tests.documents import INGRID, loaded_extracts
from tests.factories import ALL_GIVEN, PASSWORD, MembershipFactory, PurposeFactory, agree
from tests.journeys.axe import hold
from tests.lookups.mass.making import OPEN, asker, send, work

pytestmark = pytest.mark.django_db(transaction=True)
GOSTA, FREJA = "194605076654", "199106282388"


@pytest.fixture
def member(time_machine, tmp_path):
    time_machine.move_to(OPEN, tick=True)
    loaded_extracts(tmp_path)
    made = MembershipFactory.create()
    purpose = PurposeFactory.create(
        code="avgift", name="Avgift", care_fees=True, case_required=False, groups=ALL_GIVEN
    )
    agree(made.organisation, purpose, services=(Service.ONLINE, Service.MASS))
    return made


def ask(page: Page, address: str, number: str) -> None:
    page.goto(f"{address}/onlinefraga/")
    page.get_by_label("Personnummer eller samordningsnummer").fill(number)
    page.get_by_label("Ärendenummer").fill("AVG-1")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/onlinefraga/[0-9a-f-]{36}/$"))


def test_a_couples_basis_and_that_of_many(page: Page, live_server, member):
    page.goto(f"{live_server.url}/konto/login/")
    page.get_by_label("E-postadress").fill(member.user.email)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Start", level=1)).to_be_visible()

    ask(page, live_server.url, GOSTA)
    ask(page, live_server.url, INGRID)
    page.get_by_role("link", name="Underlag för avgift").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Underlag för avgift, gäller från 2026-12-01"
    )
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    sums = page.get_by_role("table", name="Summor per månad")
    expect(sums.get_by_role("columnheader")).to_have_count(5)
    expect(sums.get_by_role("row", name="Inkomst efter den skatten")).to_contain_text("23 647 kr")
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    hold(page)
    page.get_by_label("Avgiften gäller från").fill("2026-03-01")
    page.keyboard.press("Enter")
    expect(sums.get_by_role("row", name="Bostadsstöd")).to_contain_text("3 960 kr")
    page.get_by_label("Avgiften gäller från").fill("1/3")
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="fel att rätta")).to_be_focused()
    hold(page)

    query = send(asker(member), INGRID, FREJA, purpose="avgift").id
    work()
    page.goto(f"{live_server.url}/massfragor/{query}/")
    page.get_by_role("link", name="Underlag för avgift").click()
    page.get_by_role("button", name="Visa underlagen").click()
    rows = page.get_by_role("table", name="Underlag i radordning")
    expect(rows.get_by_role("row", name="19440609-8824")).to_contain_text("10 839 kr")
    expect(rows.get_by_role("row", name="19910628-2388")).to_contain_text("Lämnas inte ut här")
    hold(page)
    page.get_by_role("button", name="Visa underlaget för rad 2").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Underlag för rad 2")
    hold(page)
