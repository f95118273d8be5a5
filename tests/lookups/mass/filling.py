"""A database that has no room left, or fails in another way, where a test says: the fault is the server's own."""

from django.db import connection

FULL, TOO_SLOW = "53100", "57014"


def failing(code: str):
    """Return what fails as the server does with a code (SQLSTATE)."""

    def fails(*_args, **_more):
        with connection.cursor() as cursor:
            cursor.execute(
                f"DO $$ BEGIN RAISE EXCEPTION 'the test says so' USING ERRCODE = '{code}'; END $$"
            )

    return fails
