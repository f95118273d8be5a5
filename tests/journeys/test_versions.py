"""An old version's end as its local administrator and its builders read it, at both widths."""

import pytest
from playwright.sync_api import Page, expect

from tests.factories import PASSWORD, ApiClientFactory, MembershipFactory
from tests.journeys.axe import hold
from tests.lookups.api.rehearsal.making import GIVEN, answered

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_the_banner_to_the_help_and_the_rehearsal(page: Page, live_server):
    chief = MembershipFactory.create(roles=["local-administrator"])
    system = ApiClientFactory.create(organisation=chief.organisation)
    for number in range(20):
        answered(system, number, GIVEN)
    page.goto(f"{live_server.url}/konto/login/")
    page.get_by_label("E-postadress").fill(chief.user.email)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.keyboard.press("Enter")
    banner = page.locator("#banner-version-lefi-extern-formansinformation-v9")
    expect(banner).to_contain_text("Ert system anropade den 20 gånger senaste veckan.")
    expect(page.get_by_text(f"Er klient {system.client_id} anropar LEFI Online 9")).to_be_visible()
    hold(page)
    banner.get_by_role("link", name="Så går ni över").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("För er som bygger system (API)")
    hold(page)
    page.goto(live_server.url)
    page.get_by_role("link", name="Öva inför LEFI Online 10").click()
    expect(page.get_by_role("table", name="Uppgifter som frågades")).to_be_visible()
    hold(page)
