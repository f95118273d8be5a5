"""A caseworker who asks too soon, in a real browser: the page says that it waits, and answers; or the wait is ended."""

import time

import pytest
from playwright.sync_api import Page, expect

from portal.audit.models import Disclosure
from portal.quotas.figures import Figures
from portal.quotas.models import Refused
from portal.tenants.scope import as_administrator
from tests.documents import ALVA, loaded_extracts
from tests.factories import PASSWORD, MembershipFactory, OrganisationFactory, PurposeFactory, agree
from tests.portal.quotas.direct import as_owner

pytestmark = pytest.mark.django_db(transaction=True)

SLOW = Figures(per_second=9, per_minute=90, per_hour=900, pause_ms=4000, concurrency=1)
WAITS = "Er organisation har nått sin gräns just nu. Du behöver inte göra något: frågan ställs om"


# What the driver asks of a page waits until a navigation is over: what is said meanwhile is written down in the page.
LISTEN = """
(press) => {
  const form = document.querySelector("form.question");
  const stop = form.querySelector("[data-stop]");
  new MutationObserver(() => {
    const heard = JSON.parse(sessionStorage.getItem("heard") || "[]");
    heard.push(form.querySelector("[role=status][data-progress]").textContent);
    sessionStorage.setItem("heard", JSON.stringify(heard));
    if (press && !stop.hidden) stop.click();
  }).observe(form, { subtree: true, childList: true, attributes: true, attributeFilter: ["hidden"] });
}
"""


@pytest.fixture
def answered(page: Page, live_server, tmp_path) -> Page:
    """Ask one question, and begin another."""
    organisation = OrganisationFactory.create()
    agree(organisation, PurposeFactory.create(code="bistand"), figures=SLOW)
    loaded_extracts(tmp_path)
    user = MembershipFactory.create(organisation=organisation).user
    page.goto(f"{live_server.url}/onlinefraga/")
    page.get_by_label("E-postadress").fill(user.email)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()
    ask(page)
    shows_the_answer(page)
    page.get_by_role("link", name="Ny fråga").first.click()
    return page


def ask(page: Page) -> None:
    page.get_by_label("Personnummer eller samordningsnummer").fill(ALVA)
    page.get_by_label("Ärendenummer").fill("EB-2026-17")
    with as_owner(autocommit=True) as owner:  # the pause begins now, however slow the pages came
        owner.execute(
            "UPDATE quotas_slot SET free_at = clock_timestamp() + interval '4 s' WHERE NOT busy"
        )
    page.get_by_role("button", name="Ställ frågan").click()


def shows_the_answer(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text("Svar om", timeout=10_000)


def heard(page: Page) -> list[str]:
    return page.evaluate("JSON.parse(sessionStorage.getItem('heard') || '[]')")


def disclosures() -> int:
    with as_administrator():
        return Disclosure.objects.count()


def refused() -> int:
    with as_administrator():
        return Refused.objects.count()


def test_the_page_says_that_it_waits_and_then_shows_the_answer(answered):
    answered.evaluate(LISTEN, False)
    ask(answered)
    shows_the_answer(answered)
    said = heard(answered)
    assert said[0] == "Frågan är ställd. Svaret visas här."
    waits = [one for one in said if one.startswith(WAITS)]
    assert waits
    assert waits[0].endswith("En nekad fråga räknas inte.")
    assert disclosures() == 2


def test_who_stops_waiting_has_the_form_back_and_nothing_is_asked(answered):
    answered.evaluate(LISTEN, True)
    ask(answered)
    button = answered.get_by_role("button", name="Ställ frågan")
    expect(button).to_be_focused()
    expect(answered.get_by_role("button", name="Sluta vänta")).to_be_hidden()
    expect(answered.locator("form.question [data-progress]")).to_have_text("")
    expect(button).not_to_have_attribute("aria-disabled", "true")
    expect(answered.get_by_label("Ärendenummer")).to_have_value("EB-2026-17")
    until = time.monotonic() + 5
    while not refused():
        assert time.monotonic() < until
        time.sleep(0.05)
    assert disclosures() == 1
