"""Where it is said that an old version is called: banner, start page, administration, and the builders' help."""

import pytest

from portal.access.askers import Asker, Channel, Role
from portal.versions import showing
from tests.factories import ApiClientFactory, MembershipFactory, OrganisationFactory, UserFactory
from tests.portal.versions.making import call, noon

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _anew():
    showing.forget()
    yield
    showing.forget()


@pytest.fixture
def system():
    return ApiClientFactory.create()


@pytest.fixture
def start(client, time_machine, system):
    """Open the start page as a member of the client's organisation on a day; return its text."""

    def open_it(day, *, role="local-administrator", organisation=None):
        time_machine.move_to(noon(day), tick=False)
        showing.forget()
        member = MembershipFactory.create(
            organisation=organisation or system.organisation, roles=(role,)
        )
        client.force_login(member.user)
        return " ".join(client.get("/").text.split())

    return open_it


def test_a_local_administrator_sees_which_client_calls_until_the_end_and_after(start, system):
    call(system, noon("2027-10-30"), times=2)
    page = start("2027-11-02")
    assert f"Er klient {system.client_id} anropar LEFI Online 9, som upphör 2027-11-02." in page
    assert "Antal anrop de senaste 30 dagarna: 2, senast 2027-10-30 14.00." in page
    assert (
        "LEFI Online 9 upphör 2027-11-02. Ert system anropade den 2 gånger senaste veckan." in page
    )
    assert 'href="/hjalp/api/">Så går ni över' in page
    call(system, noon("2027-11-03"), refused=True)
    page = start("2027-11-03")
    assert "LEFI Online 9 upphörde 2027-11-02." in page
    assert f"Er klient {system.client_id} anropar LEFI Online 9, som upphörde 2027-11-02." in page


def test_others_and_who_has_stopped_see_nothing_of_it(start, system):
    call(system, noon("2027-04-01"))
    assert "LEFI Online 9" not in start("2027-04-02", role="caseworker")
    stranger = OrganisationFactory.create()
    assert "LEFI Online 9" not in start("2027-04-02", organisation=stranger)
    assert "LEFI Online 9" not in start("2027-05-02")


def test_after_a_week_the_banner_goes_and_the_start_page_stays(start, system):
    call(system, noon("2027-04-01"))
    page = start("2027-04-10")
    assert "senaste veckan" not in page
    assert f"Er klient {system.client_id} anropar" in page


def test_whom_a_processor_calls_for_sees_its_client(start, system):
    board = OrganisationFactory.create()
    call(system, noon("2027-04-01"), organisation=board)
    page = start("2027-04-02", organisation=board)
    assert f"Klienten {system.client_id} anropar LEFI Online 9 för er." in page


def test_the_banner_costs_a_page_nothing_more_within_a_minute(system, django_assert_num_queries):
    asker = Asker(
        organisation=system.organisation_id,
        aktors_id=system.organisation.aktors_id,
        organisation_name="x",
        channel=Channel.PAGE,
        name="Lo",
        protected=False,
        roles=frozenset({Role.LOCAL_ADMINISTRATOR}),
    )
    call(system, noon("2027-04-01"))
    assert len(showing.banners(asker, noon("2027-04-02"))) == 1
    with django_assert_num_queries(0):
        assert len(showing.banners(asker, noon("2027-04-02"))) == 1


def test_the_administration_says_how_many_and_lists_them(client, system, time_machine):
    other = ApiClientFactory.create()
    for day in ("2027-03-01", "2027-03-30", "2027-04-01"):
        call(system, noon(day), times=2)
    call(other, noon("2027-02-01"))
    time_machine.move_to(noon("2027-04-02"), tick=False)
    client.force_login(UserFactory.create(staff_role="administrator"))
    overview = client.get("/admin/").text
    assert "1 klient har anropat LEFI Online 9 de senaste 30 dagarna." in overview
    page = client.get("/admin/versions/called/")
    rows = {one.client: one.recent_calls for one in page.context["cl"].result_list}
    assert rows == {system.client_id: 4, other.client_id: None}
    assert "2027-11-02" in page.text


def test_builders_read_the_life_of_both_apis_and_what_differs(client, time_machine):
    time_machine.move_to(noon("2026-11-26"), tick=False)
    page = " ".join(client.get("/hjalp/api/").text.split())
    for told in (
        "LEFI Online 9 upphör 2027-11-02. Gå över till LEFI Online 10 före dess.",
        "Ersatt av 10",
        "/lefi-extern-formansinformation/v9/docs",
        "/lefi-online/v10/openapi.json",
        "/leka/v1/docs",
        "Det här skiljer LEFI Online 10 från 9",
        "KUNDE_INTE_KONTROLLERAS",
        "/leka/api-info",
    ):
        assert told in page, told
    time_machine.move_to(noon("2027-11-03"), tick=False)
    page = client.get("/hjalp/api/").text
    assert "Har upphört" in page
    assert "Gå över till" not in page
    assert "/hjalp/api/" in client.get("/hjalp/").text
