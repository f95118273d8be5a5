"""One line in a migration holds a table's tenants apart."""

from django.db.migrations.operations import RunSQL


def hold_apart(
    table: str, *, column: str = "organisation_id", support_reads: bool = False
) -> RunSQL:
    """Return the operation that puts the row-level policies on a table.

    `column` holds the id of the organisation that owns the row.
    """
    return RunSQL(
        [("CALL hold_apart(%s, %s, %s)", [table, column, support_reads])],
        [
            (
                f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY",
                None,
            )
        ],
    )


def only_reads(table: str, *roles: str) -> RunSQL:
    """Return the operation that leaves the roles no more than reading a table."""
    told = ", ".join(roles)
    return RunSQL(
        f"REVOKE INSERT, UPDATE, DELETE ON {table} FROM {told}",
        f"GRANT INSERT, UPDATE, DELETE ON {table} TO {told}",
    )


def closed_to(table: str, *roles: str) -> RunSQL:
    """Return the operation that shuts the roles out of a table."""
    told = ", ".join(roles)
    return RunSQL(
        f"REVOKE ALL ON {table} FROM {told}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {told}",
    )
