"""The start page's part: the organisation's mass queries under way, to those who ask, for one read."""

import html

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from lookups.mass.start import PANEL
from portal.access.askers import Role
from tests.documents import ALVA, INGRID, loaded_extracts
from tests.factories import MembershipFactory
from tests.lookups.mass.making import OPEN, accepted, asker, member, work

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def anna(client, time_machine, tmp_path):
    time_machine.move_to(OPEN, tick=True)
    loaded_extracts(tmp_path)
    made = member(user__name="Anna")
    client.force_login(made.user)
    return made


def panel(client) -> str:
    told = " ".join(html.unescape(client.get("/").text).split())
    return told.partition("Massfrågor på gång")[2].partition("<h2>")[0]


def test_a_colleagues_query_under_way_is_told_with_its_progress_and_gone_when_ready(client, anna):
    query = accepted(asker(member(organisation=anna.organisation)), ALVA, INGRID)
    told = panel(client)
    assert f'href="/massfragor/{query}/"' in told
    assert "I kö. Börjar av sig själv." in told
    assert "0 av 2 besvarade" in told
    work()
    assert panel(client) == ""


def test_the_five_newest_stand_there_and_the_list_has_the_rest(client, anna):
    for _ in range(6):
        accepted(asker(anna), ALVA)
    told = panel(client)
    assert told.count("<li>") == 5
    assert "Visa alla massfrågor" in told


def test_who_asks_nothing_and_another_organisation_see_nothing(client, anna):
    accepted(asker(anna), ALVA)
    for other in (
        MembershipFactory.create(organisation=anna.organisation, roles=[Role.LOG_REVIEWER]),
        member(),
    ):
        client.force_login(other.user)
        assert panel(client) == ""


def test_it_is_one_read(anna):
    for _ in range(3):
        accepted(asker(anna), ALVA)
    with CaptureQueriesContext(connection) as caught:
        assert PANEL.told(RequestFactory().get("/"), asker(anna))
    assert sum("mass_massquery" in one["sql"] for one in caught) == 1


def test_the_whole_page_reads_them_for_each_part_once(client, anna):
    def reads():
        with CaptureQueriesContext(connection) as caught:
            client.get("/")
        return sum("mass_massquery" in one["sql"] for one in caught)

    accepted(asker(anna), ALVA)
    few = reads()
    for _ in range(3):
        accepted(asker(anna), ALVA)
    assert reads() == few <= 3  # under way, waiting in the inbox, and how many wait
