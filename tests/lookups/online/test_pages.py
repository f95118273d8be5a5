"""The question's pages: what is kept, what is shown again, and what a protected person's page holds."""

import html
import re

import pytest

from lookups.answers.model import Agency
from portal import clock
from tests.documents import ALVA, load_lines, loaded_extracts
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    PurposeFactory,
    UserFactory,
    agree,
)
from tests.lookups.registers.extracts import FREJA, fk, person, pm, sickness

pytestmark = pytest.mark.django_db(transaction=True)

GOOD = {"identity": ALVA, "purpose": "bistand", "case": "EB-1"}
MARKER = "LÄCKORDET"


def words(response) -> str:
    return " ".join(html.unescape(response.text).split())


@pytest.fixture
def organisation():
    organisation = OrganisationFactory.create()
    agree(
        organisation,
        PurposeFactory.create(code="bistand", name="Ekonomiskt bistånd"),
        PurposeFactory.create(code="avgift", name="Avgift"),
    )
    return organisation


@pytest.fixture
def member(client, organisation):
    member = MembershipFactory.create(organisation=organisation, user__name="Hanna Handläggare")
    client.force_login(member.user)
    return member


def asked(client, **changes):
    return client.post("/onlinefraga/", GOOD | changes, follow=True)


def test_an_answer_is_another_page_that_nothing_keeps(client, member, tmp_path):
    loaded_extracts(tmp_path)
    posted = client.post("/onlinefraga/", GOOD)
    assert posted.status_code == 303
    assert ALVA not in posted["Location"]
    page = client.get(posted["Location"])
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert 'Svar om <span class="nowrap">19880813-2388</span>' in words(page)
    title = re.search(r"<title>(.*?)</title>", page.text, re.DOTALL)
    assert title
    assert "1988" not in title[1], "a title is kept in the browser's history"


def test_the_purpose_is_chosen_again_and_number_and_case_are_not(client, member, tmp_path):
    loaded_extracts(tmp_path)
    asked(client)
    page = client.get("/onlinefraga/")
    assert re.search(r'<option value="bistand"\s+selected', page.text)
    assert ALVA not in page.text
    assert "EB-1" not in page.text


def test_the_same_case_travels_in_the_body(client, member):
    page = client.post("/onlinefraga/samma-arende/", {"purpose": "avgift", "case": "EB-1"})
    assert 'value="EB-1"' in page.text
    assert re.search(r'<option value="avgift"\s+selected', page.text)
    assert client.get("/onlinefraga/samma-arende/")["Location"] == "/onlinefraga/"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("880813-2388", "Läses som 19880813-2388."),
        ("8808132388", "Läses som 19880813-2388."),
        ("880813-2389", ""),
        ("198808132388", ""),
        ("8808", ""),
        ("", ""),
    ],
)
def test_ten_digits_are_read_aloud_and_nothing_is_asked(client, member, typed, read):
    told = words(client.post("/onlinefraga/lasning/", {"identity": typed}))
    assert told.startswith(read) if read else told == ""


def test_what_was_typed_stays_after_a_refusal(client, member, tmp_path):
    loaded_extracts(tmp_path)
    page = asked(client, identity="19880813-2389", case="EB-1", first="2026-01-01")
    assert page.status_code == 422
    for value in ("19880813-2389", "EB-1", "2026-01-01"):
        assert f'value="{value}"' in page.text
    assert re.search(r"<title>\s*Fel:", page.text)
    assert "<details" in page.text
    assert re.search(r'class="folded"\s+open', page.text)


def test_a_refusal_of_no_field_tells_whose_part_it_is(client, member):
    page = asked(client)  # no extract is loaded
    told = words(page)
    assert page.status_code == 503
    assert 'role="alert"' in page.text
    assert re.search(r"<title>\s*Fel:", page.text)
    assert re.search(r"Referens <strong>[2-9A-Z-]{9}</strong>", told)
    assert "fel att rätta" not in told
    assert f'value="{ALVA}"' in page.text


def test_one_agency_away_is_not_nothing(client, member, tmp_path):
    load_lines(tmp_path, Agency.FK, [fk(ALVA, **sickness(), **person(ALVA))])
    told = words(asked(client))
    assert "Pensionsmyndighetens utdrag saknas." in told
    assert "Kunde inte kontrolleras. Betyder inte att inkomst saknas." in told
    assert told.index("Kunde inte kontrolleras") < told.index("Lämnad")
    assert "registrerade hos Pensionsmyndigheten" not in told


@pytest.fixture
def freja(tmp_path):
    address = {"utdelningadress": [f"{MARKER}-ADRESS"], "postort": MARKER}
    line = fk(FREJA, skydd="sekretessmarkering", **sickness(), **person(FREJA, adress=[address]))
    load_lines(tmp_path, Agency.FK, [line, fk(ALVA, **person(ALVA))])
    load_lines(tmp_path, Agency.PM, [pm(ALVA)])


def test_with_the_right_the_notice_stands_first(client, organisation, freja):
    client.force_login(MembershipFactory.create(organisation=organisation, protected=True).user)
    page = asked(client, identity=FREJA)
    told = words(page)
    assert "Personen har skyddade personuppgifter." in told
    assert "Sekretessmarkering" in told
    assert told.index("skyddade personuppgifter") < told.index("Ny fråga")
    assert "Lämnad" in told
    assert MARKER not in page.text


def test_without_the_right_the_page_says_only_that_it_is_not_given_here(client, member, freja):
    page = asked(client, identity=FREJA)
    told = words(page)
    assert "Uppgifterna lämnas inte ut här" in told
    assert "Vänd dig till den som har särskild behörighet hos er." in told
    main = told[told.index("<main") : told.index("</main")].lower()
    for word in ("skydd", "sekretess", "spärr", MARKER.lower(), "lämnad ", "sjukpenning 2"):
        assert word not in main, word


def test_the_answer_in_english(client, member, tmp_path):
    loaded_extracts(tmp_path)
    client.cookies["django_language"] = "en"
    page = asked(client)
    assert '<html lang="en">' in page.text
    told = words(page)
    assert "SEK 8,568" in told.replace("\u00a0", " ")
    assert "Sickness benefit" in told
    assert clock.swedish_day(clock.now()).isoformat() in told


@pytest.mark.parametrize("staff", ["administrator", "support", ""])
def test_an_answer_does_not_exist_for_those_who_can_ask_nothing(client, member, tmp_path, staff):
    loaded_extracts(tmp_path)
    address = client.post("/onlinefraga/", GOOD)["Location"]
    client.force_login(UserFactory.create(staff_role=staff))
    page = client.get(address)
    assert page.status_code == 404
    assert ALVA not in page.text


def test_a_number_in_an_address_is_not_said_again(client, member):
    page = client.get(f"/onlinefraga/?identity={ALVA}")
    assert page.status_code == 200
    assert ALVA not in page.text
    assert 'name="next" value="/onlinefraga/"' in page.text
