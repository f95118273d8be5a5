"""What a day of use leaves in the log lines: a request id on each, and nothing of the person or of what was typed."""

import io
import json
import logging
import re

import pytest
import structlog
from playwright.sync_api import Page, expect

from portal.access.models import User
from tests.documents import ALVA, KERSTIN, loaded_extracts
from tests.factories import (
    PASSWORD,
    MembershipFactory,
    OrganisationFactory,
    PurposeFactory,
    UserFactory,
    agree,
)

pytestmark = pytest.mark.django_db(transaction=True)
CASE = "EB-2026-4711"
TYPED = "ett lösenord som inte stämmer"


@pytest.fixture
def lines(monkeypatch):
    """All lines that the process writes, its own and its libraries', as its two writers render them."""
    written = io.StringIO()
    for level in ("msg", "debug", "info", "warning", "error", "critical", "exception"):
        monkeypatch.setattr(
            structlog.WriteLogger, level, lambda _self, line: written.write(line + "\n")
        )
    root = logging.getLogger()
    (ours,) = [one for one in root.handlers if one.get_name() == "lines"]
    monkeypatch.setattr(ours, "stream", written)
    return written


@pytest.fixture
def hanna(tmp_path) -> User:
    organisation = OrganisationFactory.create(name="Socialnämnden i Exempelby")
    agree(organisation, PurposeFactory.create(code="bistand", name="Ekonomiskt bistånd"))
    loaded_extracts(tmp_path)
    return MembershipFactory.create(organisation=organisation, user__name="Hanna Handläggare").user


def sign_in(page: Page, address: str, email: str, password: str = PASSWORD) -> None:
    page.goto(address)
    page.get_by_label("E-postadress").fill(email)
    page.get_by_label("Lösenord").fill(password)
    page.get_by_role("button", name="Logga in").click()


def test_lines_of_a_day_name_requests_and_no_person(page: Page, live_server, hanna, lines):
    """Each request has its id; a person, a case, an address or a password stands nowhere."""
    home = live_server.url
    sign_in(page, f"{home}/onlinefraga/", hanna.email, TYPED)
    sign_in(page, f"{home}/onlinefraga/", hanna.email)
    for number in (ALVA, KERSTIN, "19880813-2389"):  # two that are answered, one that is none
        page.goto(f"{home}/onlinefraga/")
        page.get_by_label("Personnummer eller samordningsnummer").fill(number)
        page.get_by_label("Ändamål").select_option(label="Ekonomiskt bistånd")
        page.get_by_label("Ärendenummer").fill(CASE)
        page.get_by_role("button", name="Ställ frågan").click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto(f"{home}/finns-inte/{ALVA}/")
    page.goto(f"{home}/konto/losenord/aterstall/?email={hanna.email}")
    page.get_by_role("button", name="Logga ut").first.click()
    administrator = UserFactory.create(staff_role=User.StaffRole.ADMINISTRATOR)
    sign_in(page, f"{home}/admin/", administrator.email)
    page.goto(f"{home}/admin/audit/disclosure/?q={CASE}")
    expect(page.get_by_text("Hanna Handläggare").first).to_be_visible()

    told = lines.getvalue()
    requests = [json.loads(line) for line in told.splitlines() if '"event": "request"' in line]
    assert len(requests) > 15, told
    assert all(re.fullmatch(r"[0-9a-f-]{36}", one["request"]) for one in requests)
    assert {"onlinefraga/", "admin/audit/disclosure/"} <= {one["route"] for one in requests}
    for number in (ALVA, KERSTIN):
        for form in (number, f"{number[:8]}-{number[8:]}", number[2:]):
            assert form not in told, form
    for word in (CASE, hanna.email, hanna.name, administrator.email, TYPED, PASSWORD, "8 568"):
        assert word not in told, word
