"""By keyboard a local administrator says how care fees treat what is told, and the answer follows; axe, narrow."""

import re

import pytest
from playwright.sync_api import Page, expect

from portal.organisations.models import Service
from tests.documents import INGRID, loaded_extracts
from tests.factories import MembershipFactory, PurposeFactory, agree
from tests.journeys.axe import hold
from tests.journeys.entering import come_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def chief():
    made = MembershipFactory.create(roles=["caseworker", "local-administrator"])
    agree(
        made.organisation,
        PurposeFactory.create(code="avgift", name="Avgift", care_fees=True, case_required=False),
        services=(Service.ONLINE,),
    )
    return made


def sign_in(page: Page, address: str, member) -> None:
    come_in(page, address, member.user)
    expect(page.get_by_role("heading", name="Start", level=1)).to_be_visible()


def reach(page: Page, target) -> None:
    """Tab on until the target has the focus."""
    for _ in range(120):
        if target.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail("not reached by the keyboard")


def test_a_choice_by_keyboard_shows_beside_the_answer(page: Page, live_server, chief, tmp_path):
    loaded_extracts(tmp_path)
    sign_in(page, live_server.url, chief)
    reach(page, page.get_by_role("link", name="Ändra vad som räknas"))
    page.keyboard.press("Enter")
    expect(
        page.get_by_role("heading", name="I underlag för avgift inom omsorgen", level=1)
    ).to_be_visible()
    hold(page)
    choice = page.get_by_label("I avgiftsunderlaget: Bostadstillägg", exact=True)
    reach(page, choice)
    page.keyboard.press("End")
    expect(choice).to_have_value("excluded")
    reach(page, page.get_by_role("button", name="Spara"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 ändring är sparad.")).to_be_visible()
    expect(page.get_by_text("som förval → Räknas inte")).to_be_visible()
    hold(page)

    page.goto(f"{live_server.url}/onlinefraga/")
    page.get_by_label("Personnummer eller samordningsnummer").fill(INGRID)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/onlinefraga/[0-9a-f-]{36}/$"))
    expect(page.get_by_text("Räknas inte: Bostadstillägg").first).to_be_visible()
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    hold(page)
    page.emulate_media(media="print")
    expect(page.get_by_text("Den är inget beslut, och inget räknas ihop här.")).to_be_visible()
    page.emulate_media(media="screen")


def test_who_only_reads_it(page: Page, live_server, chief):
    reader = MembershipFactory.create(organisation=chief.organisation, roles=["log-reviewer"])
    sign_in(page, live_server.url, reader)
    page.goto(f"{live_server.url}/organisation/avgiftsunderlag/")
    expect(page.get_by_text("Er lokala administratör kan ändra.")).to_be_visible()
    hold(page)
