"""After a faulty load: who was told what from it, as page and file; no number, no protection, and it is noted."""

import csv
import io
import re
from uuid import uuid4

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection

from portal import clock
from portal.audit import reads
from portal.audit.services import disclose_again
from portal.tenants.scope import acting_for, as_administrator, as_jobs
from tests.factories import OrganisationFactory
from tests.portal.administration.conftest import PERSON, PRESENT, administrator, auditor, load, log

__all__ = ["administrator", "auditor"]  # fixtures

pytestmark = pytest.mark.django_db
GROUPS = ("FK:SJP", "PM:AP")


def outcomes(result):
    return [("beslut", group, result) for group in GROUPS]


@pytest.fixture
def faulty():
    """An extract: two answers of one organisation, one read again, one of another; and an answer of another load."""
    extract = load()
    lulea, malung = (OrganisationFactory.create(name=name) for name in ("Luleå", "Malung"))
    given = log(
        lulea, request_id=uuid4(), extract=extract, outcomes=outcomes("LAMNAD"), protection="none"
    )
    log(lulea, request_id=uuid4(), extract=extract, outcomes=outcomes("LAMNAS_INTE_UT"))
    log(malung, request_id=uuid4(), extract=extract, name="=1+1", outcomes=outcomes("LAMNAD"))
    log(malung, request_id=uuid4(), case="ANNAT 1")
    with acting_for(lulea.pk):
        disclose_again(given, at=clock.now(), request_id=uuid4())
    return extract


def address(extract) -> str:
    return f"/admin/registers/extract/{extract}/utlamnanden/"


def rows(page) -> list[list[str]]:
    """Return the cells of the page's last table, without its head."""
    table = page.text.rpartition("<table>")[2].partition("</table>")[0]
    lines = re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
    cell = re.compile(r"<t[dh][^>]*>(.*?)</t[dh]>", re.DOTALL)
    return [
        [" ".join(re.sub(r"<[^>]+>", "", one).split()) for one in cell.findall(line)]
        for line in lines[1:]
    ]


@pytest.mark.parametrize("who", ["administrator", "auditor"])
def test_the_page_tells_who_asked_for_what_and_how_many(request, who, faulty):
    page = request.getfixturevalue(who).get(address(faulty))
    assert page.status_code == 200
    assert "4 utlämnanden bygger på utdraget" in page.text
    assert page.context["organisations"] == [("Luleå", 3), ("Malung", 1)]
    told = rows(page)
    assert [one[1:3] for one in told] == [
        ["läst igen", "Luleå"],
        ["svar", "Malung"],
        ["svar", "Luleå"],
        ["svar", "Luleå"],
    ]
    assert told[0][3:] == [
        "Hilda Handläggare",
        "ekonomiskt-bistand",
        "SN 2026-17",
        "19880813-****",
        "beslut FK:SJP",
    ]
    assert "ANNAT 1" not in page.text


def test_neither_number_nor_protection_nor_result_is_told(administrator, faulty):
    page = administrator.get(address(faulty))
    given, withheld = rows(page)[3], rows(page)[2]
    assert given[1:] == withheld[1:]
    for told in (PERSON, PRESENT, PERSON[-4:] + "<", "LAMNA", "skydd"):
        assert told not in page.text


def test_the_extracts_page_leads_there(administrator, faulty):
    assert address(faulty) in administrator.get(f"/admin/registers/extract/{faulty}/change/").text


def test_an_extract_that_nobody_was_told_from_has_its_page(administrator):
    page = administrator.get(address(load()))
    assert "0 utlämnanden bygger på utdraget" in page.text
    assert "Hämta listan som fil" not in page.text


def taken(client, extract):
    page = client.post(f"{address(extract)}fil/")
    assert page.status_code == 200
    return page, b"".join(page.streaming_content).decode("utf-8-sig")


def test_the_list_is_taken_as_a_file_and_the_history_says_so(administrator, faulty):
    page, text = taken(administrator, faulty)
    assert page["Content-Type"] == "text/csv; charset=utf-8"
    assert "no-store" in page["Cache-Control"]
    assert str(faulty) in page["Content-Disposition"]
    head, *told = csv.reader(io.StringIO(text), delimiter=";")
    assert head[:3] == ["tid", "slag", "organisation"]
    assert [one[2] for one in told] == ["Luleå", "Malung", "Luleå", "Luleå"]
    assert told[1][3] == "'=1+1"  # no formula
    assert PERSON not in text
    assert "19880813-****" in text
    history = administrator.get(f"/admin/registers/extract/{faulty}/history/").text
    assert "Listan över vem som fått uppgifter hämtades: 4 rader." in history
    assert "Ada Administratör" in history


def test_a_file_is_not_taken_by_following_a_link(administrator, faulty):
    assert administrator.get(f"{address(faulty)}fil/").status_code == 405
    with as_administrator():
        assert not LogEntry.objects.exists()


@pytest.mark.parametrize("key", ["00000000-0000-0000-0000-000000000000", "nej"])
def test_no_such_extract(administrator, key):
    assert administrator.get(address(key)).status_code == 404


def test_others_do_not_see_it(client, faulty):
    for page in (client.get(address(faulty)), client.post(f"{address(faulty)}fil/")):
        assert page.status_code == 302


COLUMNS = "SELECT column_name FROM information_schema.columns WHERE table_name = 'audit_disclosure'"


def fill(times: int, *, extract: str = "extracts") -> None:
    """Put rows like those that are there beside them, of the same extract or, by an expression, of others."""
    with as_jobs(), connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        names = [f'"{name}"' for (name,) in cursor.fetchall()]
        own = {'"id"': "gen_random_uuid()", '"extracts"': extract}
        told = ", ".join(own.get(name, name) for name in names)
        cursor.execute(
            f"INSERT INTO audit_disclosure ({', '.join(names)}) "
            f"SELECT {told} FROM audit_disclosure, generate_series(1, {times})"
        )


def test_a_long_list_has_pages_in_the_same_few_queries(
    administrator, faulty, django_assert_max_num_queries
):
    fill(50)  # 5 rows become 255, of which 204 are of the extract
    seen: set[str] = set()
    for number, many in ((1, 100), (2, 100), (3, 4)):
        with django_assert_max_num_queries(10):
            page = administrator.get(address(faulty), {"sida": number})
        assert len(page.context["rows"]) == many
        seen |= {str(one.id) for one in page.context["rows"]}
    assert len(seen) == 204
    assert "Sida 3 av 3" in page.text
    assert len(taken(administrator, faulty)[1].splitlines()) == 205


def test_the_rows_are_found_by_the_index(faulty):
    fill(1000, extract="ARRAY[gen_random_uuid()]")
    with as_administrator(), connection.cursor() as cursor:
        # Few rows, without statistics: what the index can do shows where nothing else is cheap.
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
        plan = reads._of(faulty).explain()
    assert "disclosure_by_extract" in plan
