"""The roles of the database, made by the starter as superuser; nothing of the portal ever is one."""

from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

NAME = "app"
# None passes row-level security. app_owner makes the test databases, hence CREATEDB (not in production).
# NOINHERIT before any membership: from PostgreSQL 16 a grant takes its inheritance from the role at that moment.
ROLES = {
    "app_owner": "LOGIN CREATEDB",
    "app": "LOGIN NOINHERIT",
    "app_jobs": "LOGIN",
    "app_support": "LOGIN",
    "app_admin": "NOLOGIN",
}
MEMBERS = {"app": ("app_admin", "app_support")}
# The tests' login plays every serving role on rows of one uncommitted transaction. It exists in test clusters alone.
TEST_ROLES = {"app_test": "LOGIN NOINHERIT"}
TEST_MEMBERS = {"app_test": ("app", "app_jobs", "app_admin", "app_support")}


def connect(socket: Path) -> psycopg.Connection:
    """Return a connection as the superuser, through the socket that its owner alone can reach."""
    return psycopg.connect(
        host=str(socket), user="postgres", dbname="postgres", autocommit=True, connect_timeout=5
    )


def prepare(superuser: psycopg.Connection, *, for_tests: bool) -> None:
    """Make the roles and the database that are missing; what stands is left."""
    for role, rights in {**ROLES, **(TEST_ROLES if for_tests else {})}.items():
        if not superuser.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
            say(superuser, f"CREATE ROLE {{}} NOSUPERUSER NOBYPASSRLS {rights}", role)
    for member, roles in {**MEMBERS, **(TEST_MEMBERS if for_tests else {})}.items():
        for role in roles:  # granted again: a notice, no harm
            say(superuser, "GRANT {} TO {}", role, member)
    if not superuser.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
        say(superuser, "CREATE DATABASE {} OWNER {}", NAME, "app_owner")
        say(superuser, "REVOKE TEMPORARY ON DATABASE {} FROM PUBLIC", NAME)


def say(superuser: psycopg.Connection, statement: str, *names: str) -> None:
    """Run a statement of this file with quoted names in its {}."""
    superuser.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def url(role: str, socket: Path, *, name: str = NAME, options: str = "") -> str:
    """Return `postgresql://role@/name?host=/socket/folder`, with what the session is to set."""
    more = f"&options={quote(options, safe='')}" if options else ""
    return f"postgresql://{role}@/{name}?host={quote(str(socket), safe='')}{more}"


def environment(socket: Path, *, test_name: str | None = None) -> dict[str, str]:
    """Return the three URLs; with a test's database name, the tests' login that begins as `app`."""
    name = test_name or NAME
    serving = url("app", socket, name=name)
    if test_name:
        serving = url("app_test", socket, name=name, options="-c role=app")
    return {
        "DATABASE_URL": serving,
        "MIGRATE_DATABASE_URL": url("app_owner", socket, name=name),
        "JOBS_DATABASE_URL": url("app_jobs", socket, name=name),
    }
