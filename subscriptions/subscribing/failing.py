"""What is said of a database that does not answer."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError

from portal.errors import TemporarilyUnavailable


@contextmanager
def database() -> Iterator[None]:
    """Say that nothing was asked or counted. Raises TemporarilyUnavailable."""
    try:
        yield
    except DatabaseError as fault:
        raise TemporarilyUnavailable from fault
