"""Two beside each other: who belongs with whom on the day, and when nothing may be added nor halved."""

import html
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from lookups.answers.model import Agency
from lookups.fee_basis.household import belongs_with
from lookups.fee_basis.summing import summary
from lookups.registers.making import documents
from portal.organisations.models import Service
from tests.documents import INGRID, KERSTIN, load_lines, loaded_extracts
from tests.factories import ALL_GIVEN, MembershipFactory, OrganisationFactory, PurposeFactory, agree
from tests.lookups.fee_basis.making import basis, decided, of, story
from tests.lookups.mass.making import OPEN

pytestmark = pytest.mark.django_db(transaction=True)
GOSTA = "194605076654"


@pytest.fixture(autouse=True)
def open_now(time_machine, tmp_path):
    time_machine.move_to(OPEN, tick=True)
    loaded_extracts(tmp_path)


def without_person():
    return tuple(one for one in ALL_GIVEN if one[1] != "FK:GEPI")


@pytest.fixture(params=[ALL_GIVEN, without_person()], ids=["person told", "person not told"])
def groups(request):
    return request.param


@pytest.fixture
def member(client, groups):
    organisation = OrganisationFactory.create()
    purpose = PurposeFactory.create(
        code="avgift", name="Avgift", care_fees=True, case_required=False, groups=groups
    )
    agree(organisation, purpose, services=(Service.ONLINE,))
    made = MembershipFactory.create(organisation=organisation)
    client.force_login(made.user)
    return made


def later(folder, step: int) -> None:
    """Load both agencies' extracts as the demo's next days bring them."""
    for agency, lines in documents(OPEN.date(), step=step).items():
        load_lines(folder, Agency(agency), lines.values())


def both(client, *numbers: str, day: str = "2026-12-01") -> str:
    """Return the last one's basis in words, after the others were asked in the same case."""
    asked = [
        client.post("/onlinefraga/", {"identity": one, "purpose": "avgift", "case": "A-1"})
        for one in numbers
    ]
    where = asked[-1]["Location"]
    response = client.get(f"{where}avgift/?datum={day}")
    shown = response.text.partition("<template")[0] + response.text.partition("</template>")[2]
    main = shown.partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).replace("\u00a0", " ").split())


def test_a_widows_income_is_not_halved_with_her_dead_husband(client, member, groups, tmp_path):
    later(tmp_path, 3)
    shown = both(client, GOSTA, INGRID)
    assert "anger dem som hushåll" not in shown
    assert "För makar läggs inkomsterna ihop och delas lika; det" not in shown
    assert "Inkomst efter den skatten 10 839 kr – – –" in shown
    assert "Bostadsstöd, obeskattat 3 650 kr – – –" in shown
    told = "är avliden" if groups == ALL_GIVEN else "är inte känd, och okänt är inte noll"
    assert f"19460507-6654 {told}" in shown
    before = both(client, GOSTA, INGRID, day="2026-11-20")
    assert "anger dem som hushåll" in before


def test_a_spouse_of_whom_nothing_is_registered_is_not_one_without_income(client, member):
    shown = both(client, KERSTIN, INGRID)
    assert "Inkomst efter den skatten 10 839 kr – – –" in shown
    assert "okänt är inte noll: summan och hälften går inte att räkna" in shown
    assert "Är summan hel? Hel Hel Inte hel Inte hel" in shown


def sums(*told) -> dict[str, list[str]]:
    table = summary([(str(n), one) for n, one in enumerate(told)])
    return {row[0].text: [one.text.replace("\u00a0", " ") for one in row[1:]] for row in table.rows}


def test_the_dead_share_nothing_from_the_day_of_death_on():
    ingrid, gosta = story(INGRID), story(GOSTA)
    gosta = replace(gosta, person={**gosta.person, "avled": "2026-11-26"})
    alive = sums(*(basis(one, on=date(2026, 11, 25)) for one in (ingrid, gosta)))
    assert alive["Inkomst efter den skatten"][2:] == ["23 647 kr", "11 823,50 kr"]
    dead = sums(*(basis(one, on=date(2026, 11, 30)) for one in (ingrid, gosta)))
    assert dead["Inkomst efter den skatten"] == ["10 839 kr", "12 808 kr", "–", "–"]
    assert dead["Är summan hel?"][2:] == ["Inte hel", "Inte hel"]


def test_gross_is_never_added_to_net():
    taxed, untold = basis(story(GOSTA)), basis(of(decided("PM:AP", "PM:IP", Decimal(4000))))
    shown = sums(taxed, untold)
    assert shown["Inkomst som räknas, före skatt"][3] == "9 277 kr"
    assert shown["Inkomst efter den skatten"] == ["12 808 kr", "–", "–", "–"]


@pytest.mark.parametrize(
    ("day", "together"), [(date(2026, 2, 1), False), (date(2026, 12, 1), True)]
)
def test_who_belongs_together_is_told_by_the_decisions_of_the_day(day, together):
    told = replace(story(GOSTA), person=None)  # as the purpose tells it
    assert belongs_with(basis(told, on=day).household, INGRID) is together
