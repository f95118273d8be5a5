"""The log: who asked and for what can be searched and read; about whom cannot."""

from uuid import uuid4

import pytest

from tests.factories import OrganisationFactory
from tests.portal.administration.conftest import PERSON, PRESENT, log

pytestmark = pytest.mark.django_db
LIST = "/admin/audit/disclosure/"


@pytest.fixture(params=["administrator", "auditor"])
def reader(request):
    return request.getfixturevalue(request.param)


def test_a_row_tells_neither_number_nor_protection(reader, everything):
    page = reader.get(f"{LIST}{everything.disclosure}/change/").text
    for number, shown in ((PERSON, "19880813-****"), (PRESENT, "19900101-****")):
        assert shown in page
        assert number not in page
        assert number[-4:] not in page.replace(str(everything.disclosure), "").replace(
            str(everything.request), ""
        ).replace(str(everything.extract), "")
    assert "LAMNAS_INTE_UT" not in page
    assert "skydd" not in page.lower()


def test_a_row_tells_what_it_rests_on(reader, everything):
    page = reader.get(f"{LIST}{everything.disclosure}/change/").text
    for told in (everything.extract, everything.request, "beslut FK:SJP", "SN 2026-17", "Hilda"):
        assert str(told) in page


def test_the_list_names_no_person(reader, everything):
    page = reader.get(LIST).text
    assert str(everything.disclosure) in page
    assert PERSON[:8] not in page


@pytest.mark.parametrize("what", ["request", "case", "name", "organisation"])
def test_a_row_is_found_by_what_the_asker_knows(reader, what):
    nacka = OrganisationFactory.create(name="Socialnämnden i Nacka")
    request_id = uuid4()
    found = log(nacka, request_id=request_id, case="SN 2026-99", name="Greta Grön")
    other = log(OrganisationFactory.create(name="Umeå"), request_id=uuid4(), case="B7", name="Bo")
    told = {
        "request": str(request_id),
        "case": "2026-99",
        "name": "greta",
        "organisation": "i nacka",
    }
    page = reader.get(LIST, {"q": told[what]}).text
    assert str(found) in page
    assert str(other) not in page


@pytest.mark.parametrize("written", [PERSON, PRESENT, PERSON[:8], "19880813-2388", "set"])
def test_nobody_is_found_by_number(reader, everything, written):
    page = reader.get(LIST, {"q": written})
    assert page.status_code == 200
    assert str(everything.disclosure) not in page.text


@pytest.mark.parametrize(
    "name",
    [
        "person",
        "person__startswith",
        "present__contains",
        "protection",
        "outcomes__icontains",
        "named__0__contains",
        "digest",
    ],
)
def test_nobody_is_found_by_the_address(reader, everything, name):
    assert reader.get(LIST, {name: PERSON[:6]}).status_code == 400


@pytest.mark.parametrize(
    ("name", "value"), [("kind__exact", "answer"), ("service", "onlinefraga"), ("at__year", "2000")]
)
def test_the_lists_filters_work(reader, everything, name, value):
    page = reader.get(LIST, {name: value})
    assert page.status_code == 200
    assert (str(everything.disclosure) in page.text) == (name != "at__year")
