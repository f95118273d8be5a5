"""The third list of a query: which rows are not yet asked, page by page, and never a number."""

import html
import re

import pytest

from lookups.mass import unasked_views
from lookups.mass.models import MassPart
from portal.tenants.scope import as_jobs
from tests.documents import ALVA, INGRID, loaded_extracts
from tests.lookups.mass.making import OPEN, accepted, asker, member, work

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def anna(client, time_machine, tmp_path):
    time_machine.move_to(OPEN, tick=True)
    loaded_extracts(tmp_path)
    made = member(user__name="Anna")
    client.force_login(made.user)
    return made


def listed(response) -> list[int]:
    """Return the lines whose references the page lists."""
    return [int(line) for line in re.findall(r">\s*E(\d+)\s*<", response.text)]


def words(response) -> str:
    return " ".join(html.unescape(response.text).split())


def test_rows_not_yet_asked_are_listed_by_line_and_reference_until_they_are(client, anna):
    query = accepted(asker(anna), ALVA, INGRID, ALVA)
    where = f"/massfragor/{query}/"
    assert "3 rader är inte frågade ännu." in words(client.get(where))
    page = client.get(f"{where}ej-fragade/")
    assert listed(page) == [2, 3, 4]
    assert ALVA not in page.text.replace("-", "")
    work()
    assert "inte frågade ännu" not in words(client.get(where))
    assert "Inga rader väntar på att frågas." in words(client.get(f"{where}ej-fragade/"))


def test_what_is_left_of_a_cancelled_query_is_told_while_closed_too(client, anna, time_machine):
    query = accepted(asker(anna), ALVA, INGRID)
    client.post(f"/massfragor/{query}/avbryt/")
    time_machine.move_to(OPEN.replace(hour=21), tick=True)
    client.force_login(anna.user)
    page = client.get(f"/massfragor/{query}/ej-fragade/")
    assert (page.status_code, listed(page)) == (200, [2, 3])


def test_a_long_list_is_paged_over_parts(client, anna, monkeypatch):
    monkeypatch.setattr("lookups.mass.keeping.PART", 2)
    monkeypatch.setattr(unasked_views, "SIZE", 3)
    query = accepted(asker(anna), *[ALVA, INGRID] * 3)
    with as_jobs():
        assert MassPart.objects.count() == 3
    where = f"/massfragor/{query}/ej-fragade/"
    first = client.get(where)
    following = first.text.split('rel="next" href="')[1].split('"')[0]
    last = client.get(where + following)
    assert 'rel="next"' not in last.text
    assert (listed(first), listed(last)) == ([2, 3, 4], [5, 6, 7])


@pytest.mark.parametrize("place", ["x", "-1", "9" * 30, "²"])
def test_a_place_that_is_none_begins_at_the_first_row(client, anna, place):
    query = accepted(asker(anna), ALVA)
    page = client.get(f"/massfragor/{query}/ej-fragade/", {"efter": place})
    assert (page.status_code, listed(page)) == (200, [2])


def test_another_organisation_finds_nothing(client, anna):
    query = accepted(asker(member()), ALVA)
    assert client.get(f"/massfragor/{query}/ej-fragade/").status_code == 404
