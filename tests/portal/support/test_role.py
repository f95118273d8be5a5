"""What support's role may read, asked of the database itself: no name, no case, no document, nothing of the log."""

import pytest
from django.db import DatabaseError, connection, transaction

from portal.support.models import Freed
from portal.tenants.scope import as_administrator, as_support
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db

COLUMNS = """
SELECT table_name, array_agg(column_name::text ORDER BY column_name) FROM information_schema.column_privileges
WHERE grantee = 'app_support' AND privilege_type = 'SELECT' GROUP BY 1
"""
COLUMNS_CHANGED = """
SELECT table_name, privilege_type, array_agg(column_name::text) FROM information_schema.column_privileges
WHERE grantee = 'app_support' AND privilege_type = 'UPDATE' AND table_name LIKE 'mass%' GROUP BY 1, 2
"""
READS = {
    "access_apiclient": {"id", "organisation_id", "client_id", "closed_at"},
    "access_membership": {"organisation_id", "user_id", "closed_at"},
    "access_representation": {"organisation_id", "api_client_id"},
    "access_user": {"id", "is_active"},
    "mass_masspart": {"query_id", "answered", "unanswered"},
    "mass_massquery": {
        *("id", "organisation_id", "client", "version", "state", "pause", "reason", "created_at"),
        *("opens_at", "sent_at", "started_at", "ended_at", "kept_until"),
        *("rows", "faults", "doubles", "request_id"),
    },
    "organisations_organisation": {"id", "name", "number", "aktors_id"},
    "quotas_ticket": {"id", "lane_id", "lease_until"},
}
WHOLE = {
    "mass_massact",
    "organisations_agreedservice",
    "organisations_agreement",
    "quotas_admission",
    "quotas_lane",
    "quotas_refused",
    "quotas_slot",
    "quotas_terms",
    "quotas_use",
    "support_freed",
    "versions_called",
}


def test_it_reads_these_tables_and_columns_and_no_other():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE app_support")
        cursor.execute(COLUMNS)
        granted = {table: set(columns) for table, columns in cursor.fetchall()}
        cursor.execute("SET LOCAL ROLE app")
    assert set(granted) == WHOLE | set(READS)
    assert {table: granted[table] for table in READS} == READS


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT name FROM access_user",
        "SELECT email FROM access_user",
        "SELECT roles FROM access_membership",
        "SELECT * FROM audit_disclosure",
        "SELECT * FROM registers_document",
        "SELECT * FROM online_keptanswer",
        "SELECT name FROM mass_massquery",
        "SELECT asker_name FROM mass_massquery",
        "SELECT sealed FROM mass_masspart",
        "SELECT line FROM mass_massanswer",
        "UPDATE mass_massquery SET reason = ''",
        "UPDATE mass_massact SET why = ''",
        "DELETE FROM mass_massact",
        "SELECT * FROM django_admin_log",
        "SELECT * FROM logins_session",
        "SELECT * FROM organisations_contact",
        "UPDATE support_freed SET freed_by = ''",
        "DELETE FROM support_freed",
        "UPDATE organisations_organisation SET name = ''",
        "UPDATE quotas_slot SET seq = 0",
    ],
)
def test_the_database_says_no_to(sql):
    MembershipFactory.create()
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        as_support(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_what_was_freed_is_changed_by_nobody_and_read_by_no_member():
    for role in ("app", "app_jobs"):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT has_table_privilege(%s, 'support_freed', 'SELECT, INSERT, UPDATE, DELETE')",
                [role],
            )
            assert cursor.fetchone() == (False,)
    with pytest.raises(DatabaseError, match="permission denied"), as_administrator():
        Freed.objects.update(freed_by="")


CHANGES = {
    ("mass_massquery", "UPDATE"): {"state", "pause"},
}


def test_of_rows_of_the_floors_above_it_changes_these_columns_and_no_other():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE app_support")
        cursor.execute(COLUMNS_CHANGED)
        granted = {(table, kind): set(columns) for table, kind, columns in cursor.fetchall()}
        cursor.execute("SET LOCAL ROLE app")
    assert granted == CHANGES
