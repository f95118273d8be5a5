"""Promise 2, no other way in: raw SQL as the application's role finds nothing of another's."""

import pytest
from django.db import DatabaseError, connection, transaction

from portal.tenants.scope import acting_for, acting_organisation
from tests.factories import ApiClientFactory, MembershipFactory, OrganisationFactory, agree

pytestmark = pytest.mark.django_db

OWNED = (
    "organisations_agreement",
    "organisations_agreedservice",
    "access_membership",
    "access_apiclient",
    "access_representation",
)


def count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


@pytest.fixture
def two():
    ours, theirs = OrganisationFactory.create(), OrganisationFactory.create()
    for one in (ours, theirs):
        agree(one)
        MembershipFactory.create(organisation=one)
        ApiClientFactory.create(organisation=one)
    return ours, theirs


@pytest.mark.parametrize("table", OWNED)
def test_with_an_organisation_set_its_own_rows_alone_are_there(two, table):
    for one in two:
        with acting_for(one.pk):
            assert count(table) == 1
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT DISTINCT organisation_id FROM {table}")
                assert cursor.fetchall() == [(one.pk,)]


@pytest.mark.parametrize(
    "table", [*OWNED, "audit_disclosure", "registers_document", "registers_formernumber"]
)
def test_without_an_organisation_there_is_nothing(two, table):
    assert acting_organisation() is None
    assert count(table) == 0


def test_the_name_of_another_organisation_is_not_read(two):
    ours, _theirs = two
    with acting_for(ours.pk), connection.cursor() as cursor:
        cursor.execute("SELECT name FROM organisations_organisation")
        assert cursor.fetchall() == [(ours.name,)]


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO access_apiclient (organisation_id, client_id, protected) SELECT {theirs}, 'x', true",
        "UPDATE access_membership SET organisation_id = {theirs}",
        "ALTER TABLE access_membership DISABLE ROW LEVEL SECURITY",
        "DROP POLICY own ON access_membership",
        "SET LOCAL ROLE app_owner",
        "SET SESSION AUTHORIZATION app_owner",
        "TRUNCATE access_membership",
        "CREATE TABLE mine (id int)",
        "CREATE TEMPORARY TABLE mine (id int)",
        "UPDATE organisations_agreement SET period = '[2000-01-01,)'",
        "UPDATE organisations_purpose SET months = 120",
        "INSERT INTO organisations_purposegroup DEFAULT VALUES",
        "UPDATE audit_disclosure SET purpose = 'x'",
        "DELETE FROM audit_disclosure",
        "DELETE FROM registers_document",
        "INSERT INTO registers_formernumber DEFAULT VALUES",
    ],
)
def test_what_the_application_may_not_do(two, sql):
    ours, theirs = two
    with (
        acting_for(ours.pk),
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql.format(theirs=theirs.pk))


def test_the_organisation_dies_with_its_transaction(two):
    ours, _theirs = two
    with acting_for(ours.pk):
        assert count("access_membership") == 1
    assert count("access_membership") == 0


def test_acting_for_two_at_once_is_refused(two):
    ours, theirs = two
    with (
        acting_for(ours.pk),
        pytest.raises(RuntimeError, match="already acting"),
        acting_for(theirs.pk),
    ):
        pass


def test_a_rolled_back_part_keeps_the_organisation(two):
    ours, _theirs = two
    with acting_for(ours.pk):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            raise ZeroDivisionError
        assert count("access_membership") == 1
