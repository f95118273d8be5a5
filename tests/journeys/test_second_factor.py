"""From a login without a factor to one with a code, by keyboard, wide and narrow, each page held by axe."""

import re

import pytest
from playwright.sync_api import Page, expect

from portal.access.models import User
from tests.factories import PASSWORD, MembershipFactory
from tests.journeys.axe import hold
from tests.portal.access.codes import code_of, recovery_codes, wrong_code

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def user() -> User:
    return MembershipFactory.create().user


def log_in(page: Page, live_server, user: User) -> None:
    page.goto(f"{live_server.url}/konto/login/")
    page.get_by_label("E-postadress").fill(user.email)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.keyboard.press("Enter")


def heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def typed(page: Page, label: str, code: str) -> None:
    page.get_by_label(label).fill(code)
    page.keyboard.press("Enter")


def test_added_used_lost_and_replaced(page: Page, live_server, user, settings):
    settings.REQUIRE_MFA = True
    violations: list[str] = []
    page.on("console", lambda one: violations.append(one.text) if one.type == "error" else None)
    log_in(page, live_server, user)

    heading(page, "Lägg till tvåstegsinloggning")
    expect(page.get_by_text("Lägg till tvåstegsinloggning för att fortsätta.")).to_be_visible()
    picture = page.get_by_role("img", name=re.compile("QR-kod"))
    assert picture.evaluate("one => one.complete && one.naturalWidth > 0")
    secret = page.locator("strong.code").inner_text().replace(" ", "")
    hold(page)
    typed(page, "Engångskod", wrong_code(secret))
    expect(page).to_have_title(re.compile("^Fel: "))
    expect(page.get_by_role("group", name="fel att rätta")).to_be_focused()
    hold(page)
    typed(page, "Engångskod", code_of(secret))

    heading(page, "Reservkoder")
    codes = recovery_codes(user)
    expect(page.get_by_text("10 reservkoder är kvar.")).to_be_visible()
    hold(page)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Kopiera").click()
    expect(page.get_by_text("Kopierat.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").split() == codes
    with page.expect_download() as told:
        page.get_by_role("link", name="Hämta som textfil").click()
    assert told.value.path().read_text(encoding="utf-8").split() == codes
    page.get_by_role("link", name="Fortsätt").click()
    heading(page, "Start")

    page.get_by_role("button", name="Logga ut").click()
    comes_back_without_the_app(page, live_server, user, codes[0])
    replaces_both(page, live_server, user, codes)
    assert violations == []


def comes_back_without_the_app(page: Page, live_server, user: User, code: str) -> None:
    log_in(page, live_server, user)
    heading(page, "Tvåstegsinloggning")
    expect(page.get_by_label("Engångskod")).to_have_attribute("autocomplete", "one-time-code")
    hold(page)
    page.get_by_role("link", name="Använd en reservkod").click()
    hold(page)
    typed(page, "Reservkod", code)
    heading(page, "Start")


def replaces_both(page: Page, live_server, user: User, codes: list[str]) -> None:
    page.goto(f"{live_server.url}/konto/tvastegs/")
    expect(page.get_by_text("9 reservkoder är kvar.")).to_be_visible()
    hold(page)
    page.get_by_role("link", name="Byt app").click()
    heading(page, "Byt app")
    hold(page)
    fresh = page.locator("strong.code").inner_text().replace(" ", "")
    typed(page, "Engångskod", code_of(fresh))
    heading(page, "Tvåstegsinloggning")
    page.get_by_role("link", name="Skapa nya reservkoder").click()
    hold(page)
    page.get_by_role("button", name="Skapa nya reservkoder").click()
    heading(page, "Reservkoder")
    assert not set(recovery_codes(user)) & set(codes)
    page.goto(f"{live_server.url}/konto/tvastegs/bekrafta/")
    heading(page, "Bekräfta att det är du")
    hold(page)


def test_removed_where_none_is_required(page: Page, live_server, user):
    log_in(page, live_server, user)
    heading(page, "Start")
    page.goto(f"{live_server.url}/konto/tvastegs/")
    hold(page)
    page.get_by_role("link", name="Lägg till tvåstegsinloggning").click()
    typed(page, "Engångskod", code_of(page.locator("strong.code").inner_text().replace(" ", "")))
    heading(page, "Reservkoder")
    page.goto(f"{live_server.url}/konto/tvastegs/ta-bort/")
    hold(page)
    page.get_by_role("button", name="Ta bort tvåstegsinloggning").click()
    expect(page.get_by_text("Tvåstegsinloggningen är borttagen.")).to_be_visible()


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_script_it_is_the_same_way(page: Page, live_server, user, settings):
    settings.REQUIRE_MFA = True
    log_in(page, live_server, user)
    typed(page, "Engångskod", code_of(page.locator("strong.code").inner_text().replace(" ", "")))
    heading(page, "Reservkoder")
    expect(page.get_by_role("button", name="Kopiera")).to_be_hidden()
    page.get_by_role("link", name="Fortsätt").click()
    heading(page, "Start")
