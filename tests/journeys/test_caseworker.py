"""A caseworker's day in a real browser: log in, paste, read, print, ask again; by keyboard alone too."""

import re

import pytest
from playwright.sync_api import Page, expect

from portal.audit.models import Disclosure
from portal.tenants.scope import as_administrator
from tests.documents import ALVA, KERSTIN, loaded_extracts
from tests.factories import PASSWORD, MembershipFactory, OrganisationFactory, PurposeFactory, agree

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def hanna(tmp_path):
    organisation = OrganisationFactory.create(name="Socialnämnden i Exempelby")
    agree(organisation, PurposeFactory.create(code="bistand", name="Ekonomiskt bistånd"))
    loaded_extracts(tmp_path)
    return MembershipFactory.create(organisation=organisation, user__name="Hanna Handläggare").user


@pytest.fixture
def signed_in(page: Page, live_server, hanna) -> Page:
    page.goto(f"{live_server.url}/onlinefraga/")
    page.get_by_label("E-postadress").fill(hanna.email)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("heading", name="Onlinefråga", level=1)).to_be_visible()
    return page


def ask(page: Page, number: str) -> None:
    page.get_by_label("Personnummer eller samordningsnummer").fill(number)
    page.get_by_label("Ändamål").select_option(label="Ekonomiskt bistånd")
    page.get_by_label("Ärendenummer").fill("EB-2026-17")
    page.get_by_role("button", name="Ställ frågan").click()


@pytest.mark.parametrize("number", [ALVA, "19880813-2388", " 880813-2388\n", "8808132388"])
def test_a_pasted_number_leads_to_the_answer(signed_in: Page, number):
    ask(signed_in, number)
    expect(signed_in).to_have_url(re.compile(r"/onlinefraga/[0-9a-f-]{36}/$"))
    heading = signed_in.get_by_role("heading", level=1)
    expect(heading).to_contain_text("19880813-2388")
    expect(heading).to_be_focused()
    expect(signed_in.get_by_text(re.compile(r"Svaret kan läsas till \d\d\.\d\d"))).to_be_visible()
    expect(signed_in.locator("main")).to_contain_text("8 568")
    expect(signed_in.locator("main")).to_contain_text("7 356")


def test_nothing_registered_names_whose_register_and_which_day(signed_in: Page):
    ask(signed_in, KERSTIN)
    told = signed_in.locator("main")
    expect(told).to_contain_text(
        re.compile(r"Inga uppgifter registrerade hos Försäkringskassan per \d{4}-\d\d-\d\d")
    )
    expect(told).to_contain_text("Inga uppgifter registrerade hos Pensionsmyndigheten per")
    expect(told).not_to_contain_text("0 kr")


def test_by_keyboard_alone(page: Page, live_server, hanna):
    page.goto(f"{live_server.url}/onlinefraga/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hoppa till innehållet")).to_be_focused()
    page.get_by_label("E-postadress").focus()
    page.keyboard.type(hanna.email)
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.type") != "password":
        page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    number = page.get_by_label("Personnummer eller samordningsnummer")
    expect(number).to_be_focused()
    page.keyboard.type("19880813-2388")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Ändamål")).to_be_focused()
    page.keyboard.type("Eko")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Ärendenummer")).to_be_focused()
    page.keyboard.type("EB-1")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page).to_have_url(re.compile(r"/onlinefraga/[0-9a-f-]{36}/$"))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Ny fråga")).to_be_focused()
    page.keyboard.press("Enter")
    expect(number).to_be_focused()
    expect(number).to_have_value("")
    expect(page.get_by_label("Ärendenummer")).to_have_value("")


def test_the_same_case_goes_on_with_the_spouse(signed_in: Page):
    ask(signed_in, ALVA)
    signed_in.get_by_role("link", name="Fråga om make, maka eller sambo i samma ärende").or_(
        signed_in.get_by_role("button", name="Fråga om make, maka eller sambo i samma ärende")
    ).click()
    expect(signed_in.get_by_label("Ärendenummer")).to_have_value("EB-2026-17")
    expect(signed_in.get_by_label("Personnummer eller samordningsnummer")).to_have_value("")


def test_the_print_says_who_when_for_what_and_from_where(signed_in: Page):
    ask(signed_in, ALVA)
    expect(signed_in.get_by_role("heading", level=1)).to_contain_text("19880813-2388")
    signed_in.emulate_media(media="print")
    told = signed_in.locator("main")
    for words in (
        "Hanna Handläggare",
        "Socialnämnden i Exempelby",
        "Ekonomiskt bistånd",
        "EB-2026-17",
        "utdrag är från",
    ):
        expect(told.get_by_text(words).first).to_be_visible()
    expect(signed_in.get_by_role("navigation", name="Huvudmeny")).to_be_hidden()
    expect(signed_in.get_by_role("link", name="Ny fråga")).to_be_hidden()


def test_reading_again_is_logged_and_nobody_else_reads(signed_in: Page, browser, live_server):
    ask(signed_in, ALVA)
    expect(signed_in.get_by_role("heading", level=1)).to_contain_text("19880813-2388")
    signed_in.reload()
    expect(signed_in.get_by_role("heading", level=1)).to_contain_text("19880813-2388")
    with as_administrator():
        assert sorted(Disclosure.objects.values_list("kind", flat=True)) == ["answer", "reading"]
    stranger = browser.new_context().new_page()
    answer = stranger.goto(signed_in.url)
    assert "/konto/login/" in answer.url


def test_faults_keep_what_was_typed_and_lead_to_the_field(signed_in: Page):
    ask(signed_in, "19880813-2389")
    summary = signed_in.get_by_role("group", name=re.compile("fel att rätta"))
    expect(summary).to_be_focused()
    expect(signed_in).to_have_title(re.compile("^Fel: "))
    expect(signed_in.get_by_label("Ärendenummer")).to_have_value("EB-2026-17")
    summary.get_by_role("link").first.click()
    number = signed_in.get_by_label("Personnummer eller samordningsnummer")
    expect(number).to_be_focused()
    expect(number).to_have_attribute("aria-invalid", "true")
    expect(signed_in.get_by_text("Siffrorna stämmer inte ihop").first).to_be_visible()


def test_no_identity_number_stands_in_an_address(signed_in: Page):
    seen: list[str] = []
    signed_in.on("request", lambda request: seen.append(request.url))
    ask(signed_in, ALVA)
    expect(signed_in.get_by_role("heading", level=1)).to_contain_text("19880813-2388")
    assert seen
    assert not [
        one
        for one in seen
        if re.search(
            r"\d{6}-?\d{4}", one.split("/onlinefraga/")[0] + one.rpartition("?")[2] * ("?" in one)
        )
    ]
