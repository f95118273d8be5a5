"""Promise 2 in the database's catalogue: no table of an organisation without its policies, no door but the known."""

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db

# Tables of libraries whose rows belong to no organisation, or that hold none of ours.
DOORS = {"bearer", "memberships"}


def rows(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def test_every_table_with_an_organisation_is_held_apart():
    tables = rows(
        """
        SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity,
               ARRAY(SELECT polname::text FROM pg_policy p WHERE p.polrelid = c.oid ORDER BY 1)
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organisation_id'
        WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
        """
    )
    assert {name for name, *_ in tables} >= {"audit_disclosure", "organisations_agreement"}
    open_tables = [
        name
        for name, enabled, forced, policies in tables
        if not (enabled and forced and {"migrations", "own"} <= set(policies))
    ]
    assert open_tables == []


def test_the_organisation_itself_and_the_documents_are_held_apart():
    guarded = {
        name
        for (name,) in rows(
            "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"
        )
    }
    assert {"organisations_organisation", "registers_document", "registers_formernumber"} <= guarded


def test_only_the_known_doors_run_as_the_owner():
    found = {
        name
        for (name,) in rows(
            "SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        )
    }
    assert found == DOORS


def test_the_doors_pin_their_search_path():
    assert (
        rows(
            "SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
            " AND NOT coalesce(array_to_string(proconfig, ',') LIKE 'search_path=%', false)"
        )
        == []
    )


def test_the_serving_roles_own_nothing_and_pass_no_policy():
    assert (
        rows(
            "SELECT rolname FROM pg_roles WHERE rolname LIKE 'app%' AND (rolsuper OR rolbypassrls OR rolcreaterole)"
        )
        == []
    )
    assert rows(
        "SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " AND relkind IN ('r', 'p', 'S', 'v')"
    ) == [("app_owner",)]


def test_nobody_who_serves_may_truncate_or_create():
    for role in ("app", "app_jobs", "app_admin", "app_support"):
        assert rows(f"SELECT has_schema_privilege('{role}', 'public', 'CREATE')") == [(False,)]
        assert (
            rows(
                "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
                f" AND has_table_privilege('{role}', oid, 'TRUNCATE')"
            )
            == []
        )


def test_views_would_run_as_who_asks():
    assert (
        rows(
            "SELECT relname FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace"
            " AND NOT coalesce(array_to_string(reloptions, ',') LIKE '%security_invoker=true%', false)"
        )
        == []
    )
