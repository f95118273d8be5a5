"""A mass query's answers as bases of care fees: rows with their sums, one row's lines, those set apart untold."""

import csv
import html
import io
import json
import re
from datetime import date

import pytest

from lookups.mass.download_models import Format, Layout, MassDownload
from lookups.mass.models import MassAnswer
from portal.organisations.models import Service
from portal.tenants.scope import acting_for
from tests.documents import INGRID, KERSTIN, loaded_extracts
from tests.factories import ALL_GIVEN, MembershipFactory, OrganisationFactory, PurposeFactory, agree
from tests.lookups.mass.downloads.making import got, make
from tests.lookups.mass.making import OPEN, asker, send, work

pytestmark = pytest.mark.django_db(transaction=True)
GOSTA, FREJA, HJALMAR = "194605076654", "199106282388", "197101019052"
ON = date(2026, 12, 1)
GIVEN = (*ALL_GIVEN, ("beslut", "FK:SA"), ("utbetalningar", "FK:SA"))


@pytest.fixture(autouse=True)
def open_now(time_machine, tmp_path):
    time_machine.move_to(OPEN, tick=True)
    loaded_extracts(tmp_path)


@pytest.fixture
def organisation():
    made = OrganisationFactory.create()
    agree(
        made,
        PurposeFactory.create(
            code="avgift", name="Avgift", care_fees=True, case_required=False, groups=GIVEN
        ),
        PurposeFactory.create(code="bistand", name="Bistånd", case_required=False),
        services=(Service.ONLINE, Service.MASS),
    )
    return made


@pytest.fixture
def member(client, organisation):
    made = MembershipFactory.create(organisation=organisation)
    client.force_login(made.user)
    return made


def words(response) -> str:
    main = response.text.partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).replace("\u00a0", " ").split())


def answered(member, *numbers: str, purpose: str = "avgift"):
    query = send(asker(member), *numbers, purpose=purpose).id
    work()
    return f"/massfragor/{query}/"


def test_each_row_has_its_sums_and_whether_they_are_whole(client, member):
    query = answered(member, INGRID, KERSTIN, GOSTA)
    assert f'href="{query}avgift/"' in client.get(query).text
    assert "12 043" not in words(client.get(f"{query}avgift/"))
    shown = words(client.post(f"{query}avgift/"))
    assert "2 E2 19440609-8824 12 043 kr 1 204 kr 10 839 kr 1 420 kr Hel Nej" in shown
    assert "3 E3 20000511-2388 – – – – Hel Nej" in shown
    assert "4 E4 19460507-6654 14 554 kr 1 746 kr 12 808 kr 1 420 kr Hel Nej" in shown
    later = words(client.post(f"{query}avgift/", {"datum": "2027-06-01"}))
    assert "Inte hel dagen utanför perioden" in later
    assert client.post(f"{query}avgift/", {"datum": "x"}).status_code == 422


def test_a_rows_lines_are_on_a_page_of_their_own(client, member):
    query = answered(member, INGRID)
    shown = words(client.post(f"{query}avgift/2/", {"datum": "2026-12-01"}))
    assert "Räknas som inkomst: 12 043 kr per månad" in shown
    assert "Garantipension" in shown
    assert client.post(f"{query}avgift/7/").status_code == 404
    assert client.get(f"{query}avgift/2/").status_code == 405


def test_both_spouses_stand_beside_each_other_where_both_are_asked_in_the_case(client, member):
    query = answered(member, INGRID, KERSTIN, GOSTA)
    shown = words(client.post(f"{query}avgift/2/", {"datum": "2026-12-01"}))
    assert "19460507-6654 på rad 4 visas bredvid: svaret om 19440609-8824 anger dem" in shown
    assert "Inkomst efter den skatten 10 839 kr 12 808 kr 23 647 kr 11 823,50 kr" in shown
    assert "För makar läggs inkomsterna ihop och delas lika; det visas som hjälp." in shown
    alone = words(client.post(f"{query}avgift/3/", {"datum": "2026-12-01"}))
    assert "visas bredvid" not in alone


@pytest.mark.parametrize("cases", [("B-1", "B-2"), ("", "B-2"), ("B-1", "B-1")])
def test_rows_stand_beside_each_other_by_their_own_case(client, member, cases):
    query = answered(member, INGRID, GOSTA)
    with acting_for(member.organisation_id):
        for line, case in zip((2, 3), cases, strict=True):
            MassAnswer.objects.filter(line=line).update(case=case)
    shown = words(client.post(f"{query}avgift/2/", {"datum": "2026-12-01"}))
    assert ("visas bredvid" in shown) is (cases[0] == cases[1])


def test_protected_rows_are_handled_separately_and_no_sum_is_over_rows(client, member):
    query = answered(member, INGRID, FREJA, HJALMAR)
    shown = words(client.post(f"{query}avgift/"))
    for number in ("3 E3 19910628-2388", "4 E4 19710101-9052"):
        assert f"{number} – – – – – Lämnas inte ut här" in shown
    assert shown.count("12 043") == 1
    for line in (3, 4):
        assert client.post(f"{query}avgift/{line}/").status_code == 404
    assert client.post(f"{query}avgift/", {"special": "ja"}).status_code == 403


def test_who_has_the_right_finds_them_in_the_list_of_their_own(client, organisation):
    chief = MembershipFactory.create(organisation=organisation, protected=True)
    client.force_login(chief.user)
    query = answered(chief, INGRID, HJALMAR)
    assert "– – – – – Lämnas inte ut här" in words(client.post(f"{query}avgift/"))
    own = words(client.post(f"{query}avgift/", {"special": "ja"}))
    assert "14 558 kr 4 367 kr 10 191 kr" in own
    assert "19440609-8824" not in own
    one = client.post(f"{query}avgift/3/", {"special": "ja"})
    assert "skyddade personuppgifter" in words(one)


def test_of_another_purpose_or_organisation_there_is_none(client, member):
    query = answered(member, INGRID, purpose="bistand")
    assert "avgift/" not in client.get(query).text
    for method in (client.get, client.post):
        assert method(f"{query}avgift/").status_code == 404
    mine = answered(member, INGRID)
    other = MembershipFactory.create()
    agree(
        other.organisation,
        PurposeFactory.create(code="annan", care_fees=True),
        services=(Service.MASS,),
    )
    client.force_login(other.user)
    assert client.post(f"{mine}avgift/").status_code == 404


def test_while_mass_queries_are_closed_nothing_is_shown(client, member, time_machine):
    query = answered(member, INGRID)
    time_machine.move_to(OPEN.replace(hour=22))
    client.force_login(member.user)
    assert "Massfrågor är stängda." in words(client.get(f"{query}avgift/"))
    assert client.post(f"{query}avgift/").status_code == 503


def test_a_csv_has_each_line_and_sum_and_whose_table_it_is(member):
    query = send(asker(member), INGRID, FREJA, KERSTIN, purpose="avgift").id
    work()
    content = got(asker(member), query, layout=Layout.FEES, day=ON).decode("utf-8-sig")
    told = list(csv.DictReader(io.StringIO(content, newline=""), delimiter=";"))
    sums = {
        (one["Rad"], one["I avgiftsunderlaget"]): one["Kronor per månad"]
        for one in told
        if one["I avgiftsunderlaget"].startswith("Summa")
    }
    assert sums["2", "Summa: Inkomst efter den skatten"] == "10839"
    assert sums["4", "Summa: Inkomst efter den skatten"] == ""
    counted = [one for one in told if one["I avgiftsunderlaget"] == "Räknas som inkomst"]
    assert sum(int(one["Kronor per månad"]) for one in counted) == 12043
    (apart,) = [one for one in told if one["Rad"] == "3"]
    assert apart["I avgiftsunderlaget"] == "Lämnas inte ut här"
    assert not any(apart[head] for head in ("Kronor per månad", "Grupp", "Varför"))
    assert {one["Behandlingstabell"][:7] for one in counted} == {"förval "}
    assert "LÄCKORDET" not in content


def test_ndjson_has_a_person_a_line(member):
    query = send(asker(member), INGRID, FREJA, purpose="avgift").id
    work()
    content = got(asker(member), query, format=Format.NDJSON, layout=Layout.FEES, day=ON)
    ingrid, freja = map(json.loads, content.splitlines())
    assert ingrid["summor"]["inkomstEfterSkatt"] == "10839"
    assert ingrid["avser"] == "2026-12-01"
    assert freja["lamnasInteUt"] is True
    assert not {"summor", "rader"} & {*freja}


def test_the_file_is_asked_for_on_the_page_and_called_by_its_reference_and_day(client, member):
    where = answered(member, INGRID)
    wish = {"layout": "avgift", "format": "csv", "datum": "2026-12-01"}
    assert client.post(f"{where}filer/", wish).status_code == 303
    make()
    page = client.get(where)
    assert "csv, underlag för avgift, 2026-12-01" in words(page)
    assert 'value="avgift"' not in page.text
    address = re.search(r'href="(/massfragor/filer/[^"]+)"', page.text)[1]
    name = client.get(address)["Content-Disposition"]
    assert re.search(r'massfraga-[0-9A-Z-]+-avgift-2026-12-01\.csv"', name)


@pytest.mark.parametrize(
    ("purpose", "wish"),
    [
        ("bistand", {}),
        ("avgift", {"datum": ""}),
        ("avgift", {"datum": "2026-13-01"}),
        ("avgift", {"format": "xlsx"}),
    ],
)
def test_no_such_file_of_another_purpose_without_a_day_or_as_a_workbook(
    client, member, purpose, wish
):
    where = answered(member, INGRID, purpose=purpose)
    told = {"layout": "avgift", "format": "csv", "datum": "2026-12-01"} | wish
    assert client.post(f"{where}filer/", told).status_code == 404
    assert MassDownload.objects.count() == 0
