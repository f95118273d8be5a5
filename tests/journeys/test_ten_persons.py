"""The ten persons of the stories on the answer's page, wide and narrow: readable for all, and within its window."""

import re

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from lookups.catalogue.purposes import purposes
from lookups.registers.making.stories.all import STORIES
from portal.access.models import User
from tests.documents import loaded_extracts
from tests.factories import MembershipFactory, OrganisationFactory, PurposeFactory, agree
from tests.journeys.axe import hold

pytestmark = pytest.mark.django_db(transaction=True)

PROTECTED = {"199106282388", "197101019052"}
ANSWER = re.compile(r"/onlinefraga/[0-9a-f-]{36}/$")


def sign_in(page: Page, site: str, user: User) -> None:
    """Give the browser a session: to log in by hand is another journey."""
    client = Client()
    client.force_login(user)
    told = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": told.key, "value": told.value, "url": site}])


def ask(page: Page, number: str) -> None:
    number_field = page.get_by_label("Personnummer eller samordningsnummer")
    expect(number_field).to_be_focused()
    page.keyboard.insert_text(number)
    page.keyboard.press("Enter")
    page.wait_for_url(ANSWER)  # as long as any page may take
    expect(page.get_by_role("heading", level=1)).to_be_focused()


def press_the_key(page: Page, key: str) -> None:
    """Press Alt and an access key, which the driver's own keyboard leaves without its letter."""
    pressed = {"type": "keyDown", "modifiers": 1, "key": key, "unmodifiedText": key}
    page.context.new_cdp_session(page).send("Input.dispatchKeyEvent", pressed)


def test_one_enter_leads_to_each_answer_and_one_key_to_the_next_question(
    page: Page, live_server, tmp_path
):
    page.set_default_timeout(30_000)  # the longest pages there are, each read by axe at both widths
    organisation = OrganisationFactory.create()
    first, *_others = purposes()
    purpose = PurposeFactory.create(
        name=first.name, case_required=False, groups=first.groups, left_out=first.groups
    )
    agree(organisation, purpose)
    loaded_extracts(tmp_path)
    hanna, sara = (
        MembershipFactory.create(organisation=organisation, protected=right).user
        for right in (False, True)
    )
    numbers = [story.number for story in STORIES]
    assert len(numbers) == 10
    assert {*numbers} >= PROTECTED
    for user, asked in (
        (hanna, [one for one in numbers if one not in PROTECTED]),
        (sara, sorted(PROTECTED)),
    ):
        sign_in(page, live_server.url, user)
        page.goto(f"{live_server.url}/onlinefraga/")
        for number in asked:
            ask(page, number)
            warned = page.get_by_text("Personen har skyddade personuppgifter.")
            expect(warned).to_have_count(1 if number in PROTECTED else 0)
            hold(page)
            press_the_key(page, "n")
            expect(page).to_have_url(f"{live_server.url}/onlinefraga/")
