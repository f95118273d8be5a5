"""Before a login ends the page says so, by keyboard and to a screen reader; after it nothing of a person is left on it.

The browser's clock and the server's are moved together: nobody waits.
"""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from portal import clock
from portal.logins.models import Session
from tests.documents import ALVA, loaded_extracts
from tests.factories import PASSWORD, MembershipFactory, PurposeFactory, UserFactory, agree
from tests.journeys.axe import hold

pytestmark = pytest.mark.django_db(transaction=True)

ANSWER = re.compile(r"/onlinefraga/[0-9a-f-]{36}/$")


@pytest.fixture
def context(new_context):
    """A window of its own: its clock is moved."""
    return new_context()


@pytest.fixture
def wide(page: Page) -> Page:
    page.set_viewport_size({"width": 1280, "height": 900})
    return page


class Clock:
    """The server's clock; `later` moves the browsers' too."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead  # noqa: TID251

    def later(self, minutes: float, *pages: Page) -> None:
        self.ahead += timedelta(minutes=minutes)
        for one in pages:
            one.clock.fast_forward(int(minutes * 60_000))


@pytest.fixture
def hours(monkeypatch) -> Clock:
    told = Clock()
    monkeypatch.setattr(clock, "now", told.now)
    return told


@pytest.fixture
def hanna(tmp_path):
    member = MembershipFactory.create()
    agree(member.organisation, PurposeFactory.create(code="bistand", name="Ekonomiskt bistånd"))
    loaded_extracts(tmp_path)
    return member.user


def log_in(page: Page, address: str, user) -> Page:
    page.clock.install()
    page.goto(f"{address}/onlinefraga/")
    page.get_by_label("E-postadress").fill(user.email)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Onlinefråga", level=1)).to_be_visible()
    return page


@pytest.fixture
def signed_in(page: Page, live_server, hanna, hours) -> Page:
    return log_in(page, live_server.url, hanna)


def warning(page: Page):
    return page.get_by_role("alertdialog", name="Du loggas snart ut")


def test_the_list_of_logins(signed_in: Page, live_server):
    signed_in.get_by_role("link", name="Ditt konto").click()
    expect(signed_in.get_by_role("heading", name="Här är du inloggad", level=1)).to_be_visible()
    expect(signed_in.get_by_text("Den här enheten")).to_be_visible()
    expect(signed_in.get_by_role("button", name="Avsluta")).to_be_visible()
    hold(signed_in)


def test_the_warning_has_the_focus_and_prolongs_by_keyboard(signed_in: Page, hours):
    case = signed_in.get_by_label("Ärendenummer")
    case.fill("EB-1")
    expect(warning(signed_in)).to_be_hidden()
    hours.later(25.5, signed_in)
    expect(warning(signed_in)).to_be_visible()
    said = re.compile(r"Du loggas ut \d\d\.\d\d eftersom inget har hänt på en stund\.")
    expect(warning(signed_in).get_by_text(said)).to_be_visible()
    expect(warning(signed_in)).to_have_accessible_description(said)
    stay = warning(signed_in).get_by_role("button", name="Fortsätt vara inloggad")
    expect(stay).to_be_focused()
    hold(signed_in)
    signed_in.keyboard.press("Enter")
    expect(warning(signed_in)).to_be_hidden()
    expect(case).to_be_focused()
    expect(case).to_have_value("EB-1")
    hours.later(24, signed_in)
    expect(warning(signed_in)).to_be_hidden()
    hours.later(1.5, signed_in)
    expect(warning(signed_in)).to_be_visible()
    with signed_in.expect_response(lambda one: one.request.method == "POST"):
        signed_in.keyboard.press("Escape")
    expect(warning(signed_in)).to_be_hidden()
    assert Session.objects.get(user__isnull=False).active_at > clock.now() - timedelta(minutes=1)


def test_after_the_end_no_answer_is_left_and_the_login_leads_back(
    wide: Page, live_server, hanna, hours
):
    log_in(wide, live_server.url, hanna)
    wide.get_by_label("Personnummer eller samordningsnummer").fill(ALVA)
    wide.get_by_label("Ärendenummer").fill("EB-1")
    wide.keyboard.press("Enter")
    expect(wide).to_have_url(ANSWER)
    hours.later(31, wide)
    expect(wide.get_by_role("heading", name="Logga in", level=1)).to_be_visible()
    expect(wide.get_by_text("eftersom inget har hänt på en stund")).to_be_visible()
    assert "19880813" not in wide.content()
    assert re.search(r"\?next=/onlinefraga/[0-9a-f-]{36}/&slut=inaktiv$", wide.url)
    wide.go_back()
    expect(wide.get_by_role("heading", name="Logga in", level=1)).to_be_visible()


def test_without_the_network_an_answer_is_covered_all_the_same(
    wide: Page, live_server, hanna, hours
):
    log_in(wide, live_server.url, hanna)
    wide.context.set_offline(True)
    hours.later(31, wide)
    expect(wide.locator("main")).to_be_hidden()
    wide.context.set_offline(False)
    hours.later(0.5, wide)
    expect(wide.get_by_role("heading", name="Logga in", level=1)).to_be_visible()


def test_tabs_share_their_login(wide: Page, live_server, hanna, hours):
    log_in(wide, live_server.url, hanna)
    other = wide.context.new_page()
    other.clock.install()
    other.goto(f"{live_server.url}/onlinefraga/")
    hours.later(26, wide, other)
    expect(warning(wide)).to_be_visible()
    expect(warning(other)).to_be_visible()
    warning(other).get_by_role("button", name="Fortsätt vara inloggad").click()
    expect(warning(other)).to_be_hidden()
    expect(warning(wide)).to_be_hidden()
    other.get_by_role("button", name="Logga ut").click()
    expect(wide.get_by_role("heading", name="Logga in", level=1)).to_be_visible()


def test_the_twelve_hours_are_warned_of_and_not_put_off(wide: Page, live_server, hanna, hours):
    log_in(wide, live_server.url, hanna)
    session = Session.objects.get(user=hanna)
    begun = int((clock.now() - timedelta(hours=11, minutes=50)).timestamp())
    store = session.get_session_store_class()(session.session_key)
    store["begun"] = begun
    store.save()
    wide.reload()
    hours.later(6, wide)
    expect(
        warning(wide).get_by_text("eftersom du då har varit inloggad så länge som går")
    ).to_be_visible()
    expect(warning(wide).get_by_role("button", name="Fortsätt vara inloggad")).to_be_hidden()
    warning(wide).get_by_role("button", name="Stäng").click()
    expect(warning(wide)).to_be_hidden()
    hours.later(1, wide)
    expect(warning(wide)).to_be_hidden()
    hours.later(4, wide)
    expect(wide.get_by_text("eftersom du har varit inloggad i 12 timmar")).to_be_visible()


def test_the_administration_warns_and_is_covered_too(wide: Page, live_server, hours):
    chief = UserFactory.create(staff_role="administrator")
    wide.clock.install()
    wide.goto(f"{live_server.url}/admin/access/user/")
    wide.get_by_label("E-postadress").fill(chief.email)
    wide.get_by_label("Lösenord").fill(PASSWORD)
    wide.keyboard.press("Enter")
    expect(wide.get_by_text(chief.email).first).to_be_visible()
    hours.later(26, wide)
    expect(warning(wide).get_by_role("button", name="Fortsätt vara inloggad")).to_be_focused()
    wide.keyboard.press("Enter")
    expect(warning(wide)).to_be_hidden()
    hours.later(31, wide)
    expect(wide.get_by_role("heading", name="Logga in", level=1)).to_be_visible()
    assert chief.email not in wide.content()


def test_one_can_log_out_from_the_warning(signed_in: Page, hours):
    hours.later(26, signed_in)
    warning(signed_in).get_by_role("button", name="Logga ut nu").click()
    expect(signed_in.get_by_role("heading", name="Logga in", level=1)).to_be_visible()
    assert not Session.objects.filter(user__isnull=False).exists()
