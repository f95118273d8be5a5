"""The API's reading page, as an integrator's browser and screen reader meet it."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", [1280, 390])
def test_it_is_readable_for_all_and_keeps_to_the_policy(page: Page, live_server, width):
    said = []
    page.on("console", lambda one: said.append(one.text))
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{live_server.url}/lefi-online/v10/docs")
    expect(page.get_by_role("heading", level=1)).to_have_text("LEFI Online 10: API-beskrivning")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert said == []


def test_a_link_of_the_page_leads_to_the_problem(page: Page, live_server):
    page.goto(f"{live_server.url}/lefi-online/v10/docs")
    page.get_by_role("link", name="invalid-identity").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Numret stämmer inte")
