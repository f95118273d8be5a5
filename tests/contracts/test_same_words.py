"""A refusal says the same on page and API: one class, one sentence, one status; and nothing is logged or kept."""

import html
import json
from datetime import date, timedelta

import pytest

from lookups.online.models import KeptAnswer
from portal import clock
from portal.audit.models import Disclosure
from portal.organisations.models import Service
from portal.tenants.scope import acting_for, as_administrator
from tests.documents import ALVA, loaded_extracts
from tests.factories import (
    ApiClientFactory,
    MembershipFactory,
    OrganisationFactory,
    PurposeFactory,
    agree,
    token_for,
)
from tests.lookups.mass.making import OPEN

pytestmark = pytest.mark.django_db

YEARS = 20 * 365 * 24 * 3600  # seconds: tokens live by the database's clock, which nobody moves
PAGE = {"personnummer": "identity", "andamal": "purpose", "arendereferens": "case"}
GOOD = {"personnummer": ALVA, "andamal": "bistand", "arendereferens": "EB-1"}


class World:
    """One organisation with a member and a system that ask the same."""

    def __init__(self, client, organisation):
        self.client = client
        self.organisation = organisation
        self.user = MembershipFactory.create(organisation=organisation).user
        self.system = ApiClientFactory.create(organisation=organisation)
        client.force_login(self.user)

    def by_page(self, asked):
        form = {PAGE[key]: value for key, value in asked.items() if key in PAGE}
        form |= (
            {"first": asked["period"]["from"], "last": asked["period"]["tom"]}
            if "period" in asked
            else {}
        )
        return self.client.post("/onlinefraga/", form)

    def by_api(self, asked):
        return self.client.post(
            "/lefi-online/v10/fragor",
            json.dumps(asked | {"handlaggare": "Hanna"}),
            content_type="application/json",
            headers={"Authorization": f"Bearer {token_for(self.system)}"},
        )

    def nothing_told(self) -> bool:
        with as_administrator():
            logged = Disclosure.objects.exists()
        with acting_for(self.organisation.pk):
            return not (logged or KeptAnswer.objects.exists())


@pytest.fixture
def world(client, tmp_path, settings):
    settings.DEMO = True
    organisation = OrganisationFactory.create()
    agree(organisation, PurposeFactory.create(code="bistand", name="Bistånd"))
    loaded_extracts(tmp_path)
    return World(client, organisation)


@pytest.mark.parametrize(
    ("wrong", "name", "sentence"),
    [
        (
            {"personnummer": "19880813x2388"},
            "invalid-identity",
            "Numret får bara ha siffror, bindestreck, plustecken och mellanslag.",
        ),
        (
            {"personnummer": "1988081"},
            "invalid-identity",
            "Numret ska ha 10 eller 12 siffror. Det här har 7.",
        ),
        (
            {"personnummer": "198813132388"},
            "invalid-identity",
            "Numret börjar inte med ett riktigt datum.",
        ),
        (
            {"personnummer": "209908132388"},
            "invalid-identity",
            "Datumet i numret har inte varit ännu.",
        ),
        ({"personnummer": "198808132389"}, "invalid-identity", "Siffrorna stämmer inte ihop."),
        (
            {"personnummer": "198808130010"},
            "invalid-identity",
            "I testmiljön går det bara att fråga om Skatteverkets testnummer.",
        ),
        (
            {"andamal": "okant"},
            "purpose-not-agreed",
            "Ert avtal omfattar inte det ändamålet för Onlinefråga.",
        ),
        (
            {"period": {"from": "2020-01-01", "tom": "2024-01-01"}},
            "period-too-long",
            "Perioden får vara högst 24 månader för ändamålet Bistånd.",
        ),
        (
            {"arendereferens": " "},
            "case-reference-missing",
            "Ändamålet Bistånd kräver ärendenummer.",
        ),
        (
            {"arendereferens": "om 880813-2388"},
            "reference-holds-identity",
            "innehåller ett personnummer eller samordningsnummer.",
        ),
    ],
)
def test_the_same_sentence_and_nothing_told(world, wrong, name, sentence):
    page, told = world.by_page(GOOD | wrong), world.by_api(GOOD | wrong)
    problem = told.json()
    assert problem["type"] == f"/problems/{name}"
    assert sentence in problem["detail"]
    assert page.status_code == told.status_code == problem["status"]
    assert problem["detail"] in html.unescape(page.text)
    assert world.nothing_told()


def test_an_ended_agreement(client, tmp_path):
    organisation = OrganisationFactory.create()
    ended = clock.swedish_day(clock.now()) - timedelta(days=1)
    agree(organisation, PurposeFactory.create(code="bistand"), begins=date(2020, 1, 1), ends=ended)
    loaded_extracts(tmp_path)
    world = World(client, organisation)
    page, told = world.by_page(GOOD), world.by_api(GOOD)
    assert page.status_code == told.status_code == 403
    last = (ended - timedelta(days=1)).isoformat()
    assert told.json()["detail"] == f"Avtalet om Onlinefråga upphörde {last}."
    assert told.json()["detail"] in html.unescape(page.text)
    assert world.nothing_told()


def test_no_extract_to_read(client):
    organisation = OrganisationFactory.create()
    agree(organisation, PurposeFactory.create(code="bistand"))
    world = World(client, organisation)
    page, told = world.by_page(GOOD), world.by_api(GOOD)
    assert page.status_code == told.status_code == 503
    assert told.json()["type"] == "/problems/register-unavailable"
    assert told.json()["detail"] in html.unescape(page.text)
    assert world.nothing_told()


def test_a_member_without_the_role_sees_no_form(client):
    member = MembershipFactory.create(roles=("log-reviewer",))
    client.force_login(member.user)
    for answer in (client.get("/onlinefraga/"), client.post("/onlinefraga/", {})):
        assert answer.status_code == 403
        assert "Din roll omfattar inte det här." in html.unescape(answer.text)


def test_anothers_answer_reads_like_one_that_does_not_exist(world):
    mine = world.by_page(GOOD)["Location"]
    stranger = MembershipFactory.create(organisation=world.organisation).user
    elsewhere = MembershipFactory.create().user
    for other in (stranger, elsewhere):
        world.client.force_login(other)
        found = world.client.get(mine)
        missing = world.client.get("/onlinefraga/00000000-0000-4000-8000-000000000000/")
        assert found.status_code == missing.status_code == 404
        assert "Det du söker finns inte, eller så har ni inte tillgång till det." in html.unescape(
            found.text
        )
        assert ALVA not in found.text.replace("-", "")


def test_the_same_account_in_another_session_finds_nothing(world):
    mine = world.by_page(GOOD)["Location"]
    world.client.logout()
    world.client.force_login(world.user)
    assert world.client.get(mine).status_code == 404


def test_after_a_quarter_of_an_hour_it_is_over(world, time_machine):
    at = clock.now()
    time_machine.move_to(at, tick=False)
    mine = world.by_page(GOOD)["Location"]
    time_machine.move_to(at + timedelta(minutes=14, seconds=59), tick=False)
    assert world.client.get(mine).status_code == 200
    time_machine.move_to(at + timedelta(minutes=15), tick=False)
    over = world.client.get(mine)
    assert over.status_code == 404
    assert "Svaret kan inte läsas längre." in html.unescape(over.text)


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"period": {"from": "2020-01-01", "tom": "2024-01-01"}}, "period-too-long"),
        ({"arendereferens": " "}, "case-reference-missing"),
        ({"arendereferens": "om 880813-2388"}, "reference-holds-identity"),
        ({"handlaggare": " "}, "case-reference-missing"),
        ({"handlaggare": "om 880813-2388"}, "reference-holds-identity"),
        ({"period": {"from": "2026-02-01", "tom": "2026-01-01"}}, "invalid-request"),
        ({"grupper": {"beslut": ["FK:NEJ"]}}, "invalid-request"),
    ],
    ids=str,
)
def test_many_are_refused_in_the_words_of_one(client, time_machine, tmp_path, wrong, name):
    time_machine.move_to(OPEN, tick=True)
    organisation = OrganisationFactory.create()
    purpose = PurposeFactory.create(code="bistand", name="Bistånd")
    agree(organisation, purpose, services=(Service.ONLINE, Service.MASS))
    loaded_extracts(tmp_path)
    system = ApiClientFactory.create(organisation=organisation, scopes=("lefi.online", "lefi.mass"))
    world = World(client, organisation)
    token = token_for(system, seconds=YEARS)

    def told(path, person):
        answer = client.post(
            f"/lefi-online/v10/{path}",
            json.dumps(GOOD | {"handlaggare": "Hanna", "personnummer": person} | wrong),
            content_type="application/json",
            headers={"Authorization": f"Bearer {token}", "Idempotency-Key": "k1"},
        )
        return {
            key: value
            for key, value in answer.json().items()
            if key not in ("instance", "referens")
        }

    one, many = told("fragor", ALVA), told("massfragor", [ALVA])
    assert one == many
    assert one["type"] == f"/problems/{name}"
    assert world.nothing_told()


@pytest.mark.parametrize(
    "number", ["", "19880813x2388", "1988081", "198813132388", "209908132388", "198808132389"]
)
def test_a_row_is_faulty_in_the_words_of_a_question_about_one(world, number):
    system = ApiClientFactory.create(
        organisation=world.organisation, scopes=("lefi.online", "lefi.mass")
    )
    bearer = {"Authorization": f"Bearer {token_for(system)}"}
    answer = world.client.post(
        "/lefi-online/v10/massfragor/kontroll",
        json.dumps({"personnummer": [number]}),
        content_type="application/json",
        headers=bearer,
    )
    (row,) = answer.json()["fel"]
    one = world.by_api(GOOD | {"personnummer": number}).json()
    assert row["felkod"] == one["felkod"]
    assert row["detail"] == one["detail"] or number == ""  # "Raden saknar nummer."
    assert world.nothing_told()
