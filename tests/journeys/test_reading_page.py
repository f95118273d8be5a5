"""The API's reading page, as an integrator's browser and screen reader meet it."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import hold

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_is_readable_for_all_and_keeps_to_the_policy(page: Page, live_server):
    said = []
    page.on("console", lambda one: said.append(one.text))
    page.goto(f"{live_server.url}/lefi-online/v10/docs")
    expect(page.get_by_role("heading", level=1)).to_have_text("LEFI Online 10: API-beskrivning")
    hold(page)
    assert said == []


def test_the_published_types_of_version_9_are_readable_for_all(page: Page, live_server):
    page.goto(f"{live_server.url}/lefi-extern-formansinformation/v9/docs")
    expect(page.get_by_role("heading", level=1)).to_have_text("LEFI Online 9: API-beskrivning")
    told = page.locator("#typ-FormansinformationAvvikelser")
    page.get_by_role("link", name="FormansinformationAvvikelser").first.press("Enter")
    expect(told).to_be_in_viewport()
    told.locator("summary").press("Enter")
    expect(told.get_by_text("ovrigInformation[]", exact=True)).to_be_visible()
    hold(page)


def test_a_link_of_the_page_leads_to_the_problem(page: Page, live_server):
    page.goto(f"{live_server.url}/lefi-online/v10/docs")
    page.get_by_role("link", name="invalid-identity").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Numret stämmer inte")
