"""Who may reach extracts: the database says it, whatever the code does (promise 2)."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from lookups.registers.models import Extract
from portal.tenants.scope import acting_for, as_administrator, as_jobs
from tests.factories import OrganisationFactory
from tests.lookups.registers import extracts as ex
from tests.lookups.registers.extracts import ALVA, AMINA, FK, OLD

pytestmark = pytest.mark.django_db
PERSONS = ("registers_document", "registers_formernumber")
STAGING = ("registers_staging_fk", "registers_staging_pm")
CHANGES = ("changes_batch", "changes_change")
LOADS = ("registers_extract", "registers_refusedline")
ALL = (*PERSONS, *STAGING, *CHANGES, *LOADS)


def count(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


def refused(sql):
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


@pytest.fixture(autouse=True)
def extract(tmp_path):
    ex.loaded(tmp_path, FK, [ex.fk(ALVA), ex.fk(AMINA, former=[OLD])])


def test_persons_are_there_for_an_organisation_alone():
    assert [count(table) for table in PERSONS] == [0, 0]
    with acting_for(OrganisationFactory.create().pk):
        assert [count(table) for table in PERSONS] == [2, 1]
    assert [count(table) for table in PERSONS] == [0, 0]


@pytest.mark.parametrize(
    "what",
    [
        *(f"FROM {table}" for table in (*STAGING, "changes_change", "registers_refusedline")),
        *(f"{column} FROM changes_batch" for column in ("id", "extract", "agency", "loaded_at")),
    ],
)
def test_the_portal_has_no_right_to_what_loads_work_with(what):
    with acting_for(OrganisationFactory.create().pk):
        refused(f"SELECT {what}")


def test_of_a_batch_the_portal_may_know_when_it_came():
    with acting_for(OrganisationFactory.create().pk), connection.cursor() as cursor:
        cursor.execute("SELECT came_at FROM changes_batch")
        assert len(cursor.fetchall()) == 1


@pytest.mark.parametrize("table", ALL)
@pytest.mark.parametrize("verb", ["INSERT INTO {} DEFAULT VALUES", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_portal_writes_none_of_it(table, verb):
    with acting_for(OrganisationFactory.create().pk):
        refused(verb.format(table))


@pytest.mark.parametrize("table", [*PERSONS, *STAGING, "changes_change"])
def test_the_administration_sees_no_person(table):
    with as_administrator():
        refused(f"SELECT FROM {table}")


def test_the_administration_reads_which_batches_there_are_and_changes_none():
    with as_administrator():
        assert count("changes_batch") == 1
        refused("DELETE FROM changes_batch")


@pytest.mark.parametrize("table", LOADS)
def test_the_administration_reads_loads_and_changes_none(table):
    with as_administrator():
        assert count(table) == (1 if table == "registers_extract" else 0)
        refused(f"DELETE FROM {table}")


@pytest.mark.parametrize("table", ALL)
def test_the_support_desk_has_no_right_to_any_of_it(table):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE app_support")
        refused(f"SELECT FROM {table}")
        cursor.execute("SET LOCAL ROLE app")


def test_nothing_of_a_person_stays_in_the_staging_tables():
    with as_jobs():
        assert [count(table) for table in STAGING] == [0, 0]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE registers_extract SET state = 'refused'",
        "UPDATE registers_extract SET state = 'loading'",
        "UPDATE registers_document SET agency = 'XX'",
        "UPDATE registers_document SET person = '19880813238'",
        "UPDATE registers_document SET protection = 'hemlig'",
        "UPDATE registers_document SET digest = NULL",
        "UPDATE registers_formernumber SET present = former",
        "UPDATE registers_extract SET agency = ''",
        "UPDATE registers_extract SET agency = 'XX'",
        "INSERT INTO registers_formernumber (former, agency, present) VALUES ('x', 'FK', 'y')",
    ],
)
def test_the_database_holds_the_rules_against_background_work_too(sql):
    with (
        as_jobs(),
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_two_extracts_of_an_agency_are_never_current(tmp_path):
    ex.loaded(tmp_path, FK, [], made=ex.day(25) + ex.hours(1))
    with (
        as_jobs(),
        pytest.raises(IntegrityError, match="extract_one_current"),
        transaction.atomic(),
    ):
        Extract.objects.update(current=True)
