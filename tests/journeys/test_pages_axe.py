"""Every page passes axe without a violation and fits its window, on a wide and on a narrow screen."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from lookups.answers.model import Agency
from tests.documents import ALVA, load_lines, loaded_extracts
from tests.factories import MembershipFactory, OrganisationFactory, PurposeFactory, agree
from tests.journeys.axe import hold
from tests.journeys.entering import come_in
from tests.lookups.registers.extracts import FREJA, fk, person, sickness

pytestmark = pytest.mark.django_db(transaction=True)

ANSWER = re.compile(r"/onlinefraga/[0-9a-f-]{36}/$")
EVERYBODY = (
    "/konto/login/",
    "/konto/losenord/aterstall/",
    "/konto/losenord/aterstall/skickat/",
    "/problems/quota-exceeded",
    "/tillganglighet/",
    "/personuppgifter/",
    "/driftinformation/",
    "/hjalp/",
    "/hjalp/api/",
    "/hjalp/beskrivning/",
    "/hjalp/beskrivning/FK/",
    "/hjalp/beskrivning/PM/EF/",
)
MEMBERS = (
    "/",
    "/onlinefraga/",
    "/byt-organisation/",
    "/konto/losenord/byt/",
    "/konto/logout/",
    "/finns-inte/",
)


@pytest.fixture
def member():
    organisation = OrganisationFactory.create(name="Socialnämnden i Exempelby")
    agree(
        organisation,
        PurposeFactory.create(code="bistand", name="Ekonomiskt bistånd"),
        PurposeFactory.create(code="avgift", name="Avgift"),
    )
    return MembershipFactory.create(organisation=organisation, protected=True)


@pytest.fixture
def signed_in(page: Page, live_server, member) -> Page:
    come_in(page, live_server.url, member.user)
    expect(page.get_by_role("heading", name="Start", level=1)).to_be_visible()
    return page


def ask(page: Page, number: str) -> None:
    page.goto("/".join(page.url.split("/")[:3]) + "/onlinefraga/")
    page.get_by_label("Personnummer eller samordningsnummer").fill(number)
    page.get_by_label("Ändamål").select_option("bistand")
    page.get_by_label("Ärendenummer").fill("EB-1")
    page.keyboard.press("Enter")


def test_pages_for_everybody(page: Page, live_server, db):
    for path in EVERYBODY:
        page.goto(live_server.url + path)
        hold(page)


def test_the_description_in_english(page: Page, live_server, db):
    page.context.add_cookies(
        [{"name": settings.LANGUAGE_COOKIE_NAME, "value": "en", "url": live_server.url}]
    )
    for path in ("/hjalp/beskrivning/", "/hjalp/beskrivning/FK/", "/hjalp/beskrivning/PM/"):
        page.goto(live_server.url + path)
        expect(page.locator("html")).to_have_attribute("lang", "en")
        hold(page)


def test_a_failed_login(page: Page, live_server, db):
    page.goto(f"{live_server.url}/konto/login/")
    page.get_by_role("button", name="Logga in").click()
    expect(page).to_have_title(re.compile("^Fel: "))
    hold(page)


def test_pages_for_members(signed_in: Page, live_server):
    for path in MEMBERS:
        signed_in.goto(live_server.url + path)
        hold(signed_in)


def test_the_question_unfolded_and_with_faults(signed_in: Page, live_server):
    signed_in.goto(f"{live_server.url}/onlinefraga/")
    signed_in.get_by_text("Ändra").click()
    chosen = signed_in.get_by_role("group", name="Välj uppgifter")
    expect(chosen).to_be_hidden()
    signed_in.get_by_label("Uppgifter", exact=True).select_option("valda")
    expect(chosen).to_be_visible()
    signed_in.get_by_label("Från och med").fill("31/5")
    signed_in.get_by_role("button", name="Ställ frågan").click()
    summary = signed_in.get_by_role("group", name="fel att rätta")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_count(4)
    hold(signed_in)
    summary.get_by_role("link", name="Välj minst en uppgift.").click()
    expect(signed_in.get_by_label("Beslut", exact=True)).to_be_focused()


def test_the_answer_unfolded(signed_in: Page, tmp_path):
    loaded_extracts(tmp_path)
    ask(signed_in, ALVA)
    expect(signed_in).to_have_url(ANSWER)
    signed_in.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    hold(signed_in)


def test_a_protected_person_and_an_agency_away(signed_in: Page, tmp_path):
    line = fk(FREJA, skydd="sekretessmarkering", **sickness(), **person(FREJA))
    load_lines(tmp_path, Agency.FK, [line])
    ask(signed_in, FREJA)
    expect(signed_in.get_by_text("Personen har skyddade personuppgifter.")).to_be_visible()
    expect(signed_in.get_by_text("Betyder inte att inkomst saknas.").first).to_be_visible()
    hold(signed_in)


def test_a_refusal_above_the_form(signed_in: Page):
    ask(signed_in, ALVA)  # no extract is loaded
    expect(signed_in.get_by_role("alert")).to_be_visible()
    expect(signed_in.locator("[data-focus]")).to_be_focused()
    hold(signed_in)


def test_in_english(signed_in: Page, tmp_path):
    loaded_extracts(tmp_path)
    signed_in.get_by_role("button", name="In English").click()
    expect(signed_in.get_by_role("button", name="På svenska")).to_be_visible()
    hold(signed_in)


def test_copied_as_text_it_says_what_it_holds(signed_in: Page, tmp_path):
    loaded_extracts(tmp_path)
    signed_in.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(signed_in, ALVA)
    signed_in.get_by_role("button", name="Kopiera som text").click()
    expect(signed_in.get_by_text("Kopierat. Texten innehåller personuppgifter.")).to_be_visible()
    copied = signed_in.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Svar om 19880813-2388\nTexten innehåller personuppgifter.")
    assert "&" not in copied


def test_sent_twice_it_asks_once(signed_in: Page, tmp_path):
    loaded_extracts(tmp_path)
    posts: list[str] = []
    signed_in.on(
        "request",
        lambda one: (
            posts.append(one.url)
            if one.method == "POST" and one.url.endswith("/onlinefraga/")
            else None
        ),
    )
    ask(signed_in, "")
    expect(signed_in).to_have_title(re.compile("^Fel: "))
    posts.clear()
    signed_in.get_by_label("Personnummer eller samordningsnummer").fill(ALVA)
    signed_in.evaluate(
        "const b = document.querySelector('form.question button[type=submit]'); b.click(); b.click();"
    )
    expect(signed_in).to_have_url(ANSWER)
    assert len(posts) == 1
