"""Tells a database that is out of room for a file from one that is away: nothing is kept of the file (texts 2.1)."""

from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from django.db import DatabaseError
from psycopg.errors import DiskFull

from portal.errors import StorageFull, TemporarilyUnavailable

log = structlog.get_logger()


@contextmanager
def for_a_file() -> Iterator[None]:
    """Take a file in. Raises StorageFull where the database has no room for it: its transaction is gone."""
    try:
        yield
    except (DatabaseError, TemporarilyUnavailable) as fault:
        if not is_full(fault):
            raise
        log.error("storage full")  # noqa: TRY400  # operations make room; a traceback may hold a person's data
        raise StorageFull from fault


def is_full(fault: BaseException) -> bool:
    """Say whether a fault comes of a database that is out of room (SQLSTATE 53100)."""
    cause: BaseException | None = fault
    while cause is not None:
        if isinstance(cause, DiskFull):
            return True
        cause = cause.__cause__
    return False
