"""A day's answers by version 9 beside what 10 would say: which outcomes occurred, of many persons, and nothing more."""

import pytest

from portal.tenants.scope import as_administrator
from tests.factories import ApiClientFactory, MembershipFactory, OrganisationFactory
from tests.lookups.api.rehearsal.making import GIVEN, answered

pytestmark = pytest.mark.django_db
ADDRESS = "/organisation/ova/"


@pytest.fixture
def system(organisation):
    return ApiClientFactory.create(organisation=organisation)


def page(client, organisation, role="local-administrator", **asked):
    member = MembershipFactory.create(organisation=organisation, roles=(role,))
    client.force_login(member.user)
    return client.get(ADDRESS, asked)


def rows(told):
    """Return the table's rows by their group."""
    table = told.context["groups"]
    return {row[0].note: [cell.text for cell in row[1:]] for row in table.rows}


def test_which_outcomes_occurred_and_where_they_stand(client, system, organisation):
    for number in range(19):
        answered(system, number, GIVEN, ("utbetalningar", "PM:AP", "INGET_REGISTRERAT"))
    answered(
        system,
        19,
        ("beslut", "FK:SJP", "KUNDE_INTE_KONTROLLERAS"),
        ("ovrigInformation", "FK:GEPI", "OBEHORIG"),
    )
    told = page(client, organisation)
    assert rows(told) == {
        "FK:SJP": [
            *("formansinformation", "grupper.beslut", "beslut"),
            *("förekom", "–", "förekom", "–"),
        ],
        "PM:AP": [
            *("utbetalningar", "grupper.utbetalningar", "utbetalningar"),
            *("–", "förekom", "–", "–"),
        ],
        "FK:GEPI": [
            *("ovrigInformation", "grupper.ovrigInformation", "person"),
            *("–", "–", "–", "förekom"),
        ],
    }
    text = " ".join(told.text.split())
    assert "Antal anrop: 20, varav nekade: 0. Antal svar på frågor: 20." in text
    assert "Bistånd kräver ärendenummer (arendereferens)." in text
    assert "198808" not in text


def test_what_is_withheld_looks_as_what_is_given(client, system, organisation):
    for number in range(20):
        answered(system, number, ("beslut", "FK:SJP", "LAMNAS_INTE_UT" if number else "LAMNAD"))
    withheld = rows(page(client, organisation))
    assert withheld["FK:SJP"][3:] == ["förekom", "–", "–", "–"]


def test_of_few_persons_nothing_is_said(client, system, organisation):
    for number in range(25):
        answered(system, number % 19, GIVEN)
    answered(system, 20, GIVEN, version="10")
    told = page(client, organisation)
    assert "groups" not in told.context
    assert "Svaren gäller färre än 20 personer." in " ".join(told.text.split())


def test_it_is_the_organisations_own_and_its_administrators_alone(client, system, organisation):
    answered(system, 1, GIVEN)
    assert page(client, organisation, role="caseworker").status_code == 403
    told = page(client, OrganisationFactory.create())
    assert "Det finns inget att öva på." in told.text
    assert system.client_id not in told.text


def test_a_purpose_that_demands_nothing_refuses_nothing(client, system, organisation):
    with as_administrator():
        organisation.purpose.case_required = organisation.purpose.caseworker_required = False
        organisation.purpose.save()
    answered(system, 1, GIVEN)
    told = page(client, organisation, dag="finns inte")
    assert "Det här nekar version 10" not in told.text


def test_the_start_page_leads_there(client, system, organisation):
    answered(system, 1, GIVEN)
    page(client, organisation)
    assert f'href="{ADDRESS}">Öva inför LEFI Online 10' in client.get("/").text
