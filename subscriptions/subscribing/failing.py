"""What is said of a database that does not answer."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import InterfaceError, OperationalError

from portal.errors import TemporarilyUnavailable


@contextmanager
def database() -> Iterator[None]:
    """Say that nothing was asked or counted. Raises TemporarilyUnavailable; a fault of our own stays what it is."""
    try:
        yield
    except (OperationalError, InterfaceError) as fault:
        raise TemporarilyUnavailable from fault
