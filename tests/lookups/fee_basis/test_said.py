"""What is said alike wherever the basis is shown: death not told, reclaims, whose a row is, and what is not told."""

import csv
import html
import io
import json
import re
from datetime import date

import pytest

from lookups.mass.download_models import Format, Layout
from portal.organisations.models import Service
from tests.documents import INGRID, loaded_extracts
from tests.factories import ALL_GIVEN, MembershipFactory, OrganisationFactory, PurposeFactory, agree
from tests.lookups.fee_basis.making import basis, story
from tests.lookups.mass.downloads.making import got
from tests.lookups.mass.making import OPEN, asker, send, work

pytestmark = pytest.mark.django_db(transaction=True)
DAGMAR, HJALMAR, FREJA = "193605319122", "197101019052", "199106282388"
AMINA, AMINA_BEFORE = "200107272387", "200107872384"
ON = date(2026, 12, 1)
WITHOUT_PERSON = tuple(one for one in ALL_GIVEN if one[1] != "FK:GEPI")


@pytest.fixture(autouse=True)
def open_now(time_machine, tmp_path):
    time_machine.move_to(OPEN, tick=True)
    loaded_extracts(tmp_path)


@pytest.fixture
def member(client):
    organisation = OrganisationFactory.create()
    agree(
        organisation,
        PurposeFactory.create(
            code="avgift",
            name="Avgift",
            care_fees=True,
            case_required=False,
            groups=(*WITHOUT_PERSON, ("beslut", "FK:SA")),
        ),
        services=(Service.ONLINE, Service.MASS),
    )
    made = MembershipFactory.create(organisation=organisation, protected=True)
    client.force_login(made.user)
    return made


def words(response) -> str:
    main = response.text.partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).replace("\u00a0", " ").split())


def asked(client, number: str) -> str:
    form = {"identity": number, "purpose": "avgift", "case": "A-1"}
    return client.post("/onlinefraga/", form)["Location"]


def answered(member, *numbers: str):
    query = send(asker(member), *numbers, purpose="avgift").id
    work()
    return query


def file(member, query, kind: Format) -> bytes:
    return got(asker(member), query, format=kind, layout=Layout.FEES, day=ON)


def test_that_death_is_not_told_stands_on_the_page_and_in_its_files(client, member):
    where = asked(client, DAGMAR)
    assert "Om personen har avlidit framgår inte" in words(client.get(f"{where}avgift/"))
    (told,) = json.loads(client.get(f"{where}avgift.json").content)["personer"]
    assert [one["kod"] for one in told["seOver"]] == ["avliden_framgar_inte"]
    content = client.get(f"{where}avgift.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content, newline=""), delimiter=";"))
    sums = [one for one in rows if one["I avgiftsunderlaget"].startswith("Summa")]
    assert all("avlidit framgår inte" in one["Behöver ses över"] for one in sums)


def test_a_list_says_once_that_death_is_not_told_and_each_row_of_a_file_says_it(client, member):
    query = answered(member, DAGMAR, INGRID)
    shown = words(client.post(f"/massfragor/{query}/avgift/"))
    assert shown.count("Om någon av personerna har avlidit framgår inte") == 1
    assert "12 043 kr 1 204 kr 10 839 kr 1 420 kr Hel Nej" in shown
    rows = map(json.loads, file(member, query, Format.NDJSON).splitlines())
    for one in rows:
        assert "avliden_framgar_inte" in [look["kod"] for look in one["seOver"]]
    assert "avlidit framgår inte" in file(member, query, Format.CSV).decode()


def test_a_reclaim_after_stepless_deduction_is_shown_among_what_does_not_count(client, member):
    where = asked(client, HJALMAR)
    shown = words(client.get(f"{where}avgift/"))
    assert "Återkrav vid steglös avräkning 2025: 20 000 kr" in shown
    (told,) = json.loads(client.get(f"{where}avgift.json").content)["personer"]
    assert [(one["plats"], one["ar"], one["belopp"]) for one in told["aterkrav"]] == [
        ("raknas_inte", "2025", {"belopp": "20000", "valuta": "SEK"})
    ]
    content = client.get(f"{where}avgift.csv").content.decode("utf-8-sig")
    (row,) = [one for one in content.splitlines() if "Återkrav vid steglös" in one]
    assert ";20000;SEK;" in row
    assert told["summor"]["raknasInte"] is None


def test_a_reclaim_is_in_no_sum():
    told = basis(story(HJALMAR))
    assert [one.value.amount for one in told.reclaims] == [20000]
    assert told.net == 14558 - 4367 + 3275 - 982


def test_a_row_that_is_not_told_reads_the_same_among_answers_and_among_fees(client, member):
    query = answered(member, FREJA)
    for page in ("svar", "avgift"):
        assert "Lämnas inte ut här" in words(client.post(f"/massfragor/{query}/{page}/"))
    shown = words(client.post(f"/massfragor/{query}/avgift/"))
    assert "Rader som inte lämnas ut här hanteras särskilt." in shown
    assert "Lämnas inte ut här" in file(member, query, Format.CSV).decode()


def test_a_replaced_number_stands_as_asked_with_the_present_one_beside(client, member):
    query = answered(member, AMINA_BEFORE)
    for page in ("svar", "avgift"):
        assert "20010787-2384" in words(client.post(f"/massfragor/{query}/{page}/"))
    assert "20010787-2384 nu 20010727-2387" in words(client.post(f"/massfragor/{query}/avgift/"))
    (row,) = map(json.loads, file(member, query, Format.NDJSON).splitlines())
    assert (row["personnummer"], row["nuvarandePersonnummer"]) == (AMINA_BEFORE, AMINA)
    content = file(member, query, Format.CSV).decode("utf-8-sig")
    for told in csv.DictReader(io.StringIO(content, newline=""), delimiter=";"):
        assert told["Personnummer"] == "20010787-2384"
        assert told["Nuvarande personnummer"] == "20010727-2387"
