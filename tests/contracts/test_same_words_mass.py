"""Of many, too, a refusal says the same on page and API; and nobody is asked about."""

import html
import json
import re
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lookups.mass.models import MassQuery
from portal.organisations.models import Service
from portal.tenants.scope import as_administrator, as_jobs
from tests.documents import ALVA, INGRID, loaded_extracts
from tests.factories import (
    GENEROUS,
    ApiClientFactory,
    MembershipFactory,
    OrganisationFactory,
    PurposeFactory,
    agree,
    token_for,
)
from tests.lookups.mass.making import OPEN

pytestmark = pytest.mark.django_db(transaction=True)

YEARS = 20 * 365 * 24 * 3600  # seconds: tokens live by the database's clock, which nobody moves
CLOSED = OPEN.replace(hour=21)
GOOD = {"personnummer": [ALVA, INGRID], "andamal": "bistand", "arendereferens": "EB-1"}


class World:
    """One organisation with a member and a system that ask the same of many."""

    def __init__(self, client, figures):
        self.client = client
        organisation = OrganisationFactory.create()
        purpose = PurposeFactory.create(code="bistand", name="Bistånd")
        agree(organisation, purpose, services=(Service.MASS,), figures=figures)
        self.member = MembershipFactory.create(organisation=organisation)
        system = ApiClientFactory.create(organisation=organisation, scopes=("lefi.mass",))
        self.token = token_for(system, seconds=YEARS)
        self.keys = 0

    def check(self, asked):
        """Send it to be checked on the page."""
        self.client.force_login(self.member.user)
        form = {"purpose": asked["andamal"], "case": asked["arendereferens"]}
        if "period" in asked:
            form |= {"first": asked["period"]["from"], "last": asked["period"]["tom"]}
        return self.client.post(
            "/massfragor/ny/", form | {"pasted": "\n".join(asked["personnummer"])}
        )

    def by_page(self, asked):
        """Check it, and send it where it was kept."""
        kept = self.check(asked)
        return self.client.post(f"{kept['Location']}skicka/") if kept.status_code == 303 else kept

    def by_api(self, asked):
        self.keys += 1
        return self.client.post(
            "/lefi-online/v10/massfragor",
            json.dumps(asked | {"handlaggare": "Hanna"}),
            content_type="application/json",
            headers=self._headers(),
        )

    def file_by_api(self, contents):
        self.keys += 1
        told = {key: value for key, value in GOOD.items() if key != "personnummer"}
        file = SimpleUploadedFile("a.csv", contents)
        return self.client.post(
            "/lefi-online/v10/massfragor",
            told | {"handlaggare": "Hanna", "fil": file},
            headers=self._headers(),
        )

    def _headers(self):
        return {"Authorization": f"Bearer {self.token}", "Idempotency-Key": f"k{self.keys}"}


@pytest.fixture
def make(client, time_machine, tmp_path):
    """Make the world while mass queries are open."""
    time_machine.move_to(OPEN, tick=True)
    loaded_extracts(tmp_path)
    return lambda figures=GENEROUS: World(client, figures)


def words(response) -> str:
    return " ".join(html.unescape(response.text).split())


def sent() -> int:
    with as_jobs():
        return MassQuery.objects.filter(sent_at__isnull=False).count()


@pytest.mark.parametrize(
    ("wrong", "name", "sentence"),
    [
        (
            {"andamal": "okant"},
            "purpose-not-agreed",
            "Ert avtal omfattar inte det ändamålet för Massfråga.",
        ),
        (
            {"period": {"from": "2020-01-01", "tom": "2024-01-01"}},
            "period-too-long",
            "Perioden får vara högst 24 månader för ändamålet Bistånd.",
        ),
        ({"arendereferens": " "}, "case-reference-missing", "Ändamålet Bistånd kräver"),
        (
            {"arendereferens": "om 880813-2388"},
            "reference-holds-identity",
            "Fältet Ärendenummer innehåller ett personnummer eller samordningsnummer.",
        ),
    ],
    ids=lambda told: told if isinstance(told, str) and " " not in told else "",
)
def test_what_is_badly_put(make, wrong, name, sentence):
    world = make()
    page, told = world.by_page(GOOD | wrong), world.by_api(GOOD | wrong).json()
    assert told["type"] == f"/problems/{name}"
    assert sentence in told["detail"]
    assert page.status_code == told["status"]
    assert told["detail"] in words(page)
    assert sent() == 0


def test_closed(make, time_machine):
    world = make()
    time_machine.move_to(CLOSED, tick=True)
    page, told = world.by_page(GOOD), world.by_api(GOOD).json()
    assert told["type"] == "/problems/outside-opening-hours"
    assert page.status_code == told["status"] == 503
    assert told["detail"].startswith("Massfrågor öppnar torsdag 2026-11-26 07.00")
    assert told["detail"] in words(page)
    assert sent() == 0


def test_the_limit(make):
    world = make(replace(GENEROUS, per_hour=1))
    assert world.by_api(GOOD).status_code == 202
    page, told = world.by_page(GOOD), world.by_api(GOOD).json()
    assert told["type"] == "/problems/quota-exceeded"
    assert page.status_code == told["status"] == 429
    whole = re.split(r"\d", told["detail"])  # how long to wait differs from one moment to the next
    assert all(one in words(page) for one in whole)
    assert sent() == 1


def test_no_row_to_ask(make):
    world = make()
    wrong = GOOD | {"personnummer": ["198808132389", ""]}
    told = world.by_api(wrong).json()
    kept = world.check(wrong)["Location"]
    page = words(world.client.get(kept))
    assert told["errors"][0]["detail"].startswith("Siffrorna stämmer inte ihop.")
    assert told["errors"][0]["detail"] in page
    assert "Ingen rad kan frågas." in page
    assert world.client.post(f"{kept}skicka/")["Location"] == kept
    assert sent() == 0


def test_a_file_that_holds_nobody(make):
    world = make()
    told = world.file_by_api(b"personnummer\r\n").json()
    world.client.force_login(world.member.user)
    page = world.client.post(
        "/massfragor/ny/",
        {"purpose": "bistand", "file": SimpleUploadedFile("a.csv", b"personnummer\r\n")},
    )
    (one,) = told["errors"]
    assert one["detail"] == "Filen har bara en rubrikrad."
    assert one["detail"] in words(page)
    assert page.status_code == told["status"] == 422


@pytest.mark.parametrize("what", ["bytes", "rows"])
def test_too_much(make, settings, what):
    world = make()
    contents = b"1" * (settings.MASS_FILE_BYTES + 1)
    if what == "rows":
        settings.MASS_ROWS = 2
        contents = b"personnummer\r\n" + f"{ALVA}\r\n".encode() * 100
    told = world.file_by_api(contents).json()
    world.client.force_login(world.member.user)
    page = world.client.post(
        "/massfragor/ny/", {"purpose": "bistand", "file": SimpleUploadedFile("a.csv", contents)}
    )
    assert told["type"] == "/problems/payload-too-large"
    assert page.status_code == told["status"] == 413
    assert " ".join(told["detail"].split()) in words(page)
    assert sent() == 0


def test_who_may_not_ask(make):
    world = make()
    with as_administrator():
        world.member.roles = ["log-reviewer"]
        world.member.save()
    page = world.check(GOOD)
    assert page.status_code == 403
    assert "Din roll omfattar inte det här." in words(page)
