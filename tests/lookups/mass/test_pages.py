"""The list of mass queries: an organisation's own, for caseworkers, and a colleague's taken over."""

import html

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.documents import ALVA, INGRID
from tests.factories import MembershipFactory
from tests.lookups.mass.making import accepted, asker, member

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def anna(client):
    made = member(user__name="Anna")
    client.force_login(made.user)
    return made


def words(response) -> str:
    return " ".join(html.unescape(response.text).split())


def test_an_empty_list_says_so(client, anna):
    assert "Börja med att kontrollera en fil: det kostar inget och frågar inget." in words(
        client.get("/massfragor/")
    )


def test_a_colleague_sees_the_query_and_takes_it_over(client, anna):
    bo = member(organisation=anna.organisation, user__name="Bo")
    query = accepted(asker(bo), ALVA, INGRID)
    page = client.get("/massfragor/")
    assert "I kö" in words(page)
    assert ALVA not in page.text
    asked = client.get(f"/massfragor/{query}/ta-over/")
    assert "Du blir ansvarig och Bo ser det i listan." in words(asked)
    assert f"{query}/ta-over/" in client.get("/massfragor/").text, "to look changes nothing"
    taken = client.post(f"/massfragor/{query}/ta-over/")
    assert (taken.status_code, taken["Location"]) == (303, "/massfragor/")
    page = client.get("/massfragor/")
    assert "Du har tagit över massfrågan." in words(page)
    assert f"{query}/ta-over/" not in page.text


def test_another_organisations_query_is_not_there(client, anna):
    query = accepted(asker(member()), ALVA)
    assert str(query) not in client.get("/massfragor/").text
    for address in (f"/massfragor/{query}/ta-over/", f"/massfragor/?efter={query}"):
        assert client.get(address).status_code == 404
    assert client.post(f"/massfragor/{query}/ta-over/").status_code == 404


def test_who_is_no_caseworker_is_refused(client):
    client.force_login(MembershipFactory.create(roles=["log-reviewer"]).user)
    assert client.get("/massfragor/").status_code == 403


@pytest.mark.parametrize("place", ["x", "00000000-0000-0000-0000-000000000007"])
def test_a_place_that_is_none_is_no_page(client, anna, place):
    assert client.get("/massfragor/", {"efter": place}).status_code == 404


def test_a_longer_list_takes_no_more_queries_and_is_paged(client, anna):
    accepted(asker(anna), ALVA)

    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get("/massfragor/").status_code == 200
        return len(caught)

    first = cost()
    made = {str(accepted(asker(member(organisation=anna.organisation)), ALVA)) for _ in range(26)}
    assert cost() == first
    page = client.get("/massfragor/")
    following = page.text.split('rel="next" href="')[1].split('"')[0]
    rest = client.get("/massfragor/" + following)
    assert 'rel="next"' not in rest.text
    seen = [
        {one for one in made if one in told.text.split('<nav class="paginator')[0]}
        for told in (page, rest)
    ]
    assert seen[0] | seen[1] == made
    assert not seen[0] & seen[1]
