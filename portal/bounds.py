"""A database connection that gives up a server which says nothing: what its own timeouts cannot end, being frozen."""

from typing import Any, TypeVar

import psycopg
from django.conf import settings
from psycopg.abc import PQGen

GRACE = 5  # seconds beyond the server's own end of a statement, which says more and keeps the connection
T = TypeVar("T")


class Bounded(psycopg.Connection[Any]):
    """For the pool of who serves: one that is kept would otherwise wait for its server without end."""

    def wait(self, gen: PQGen[T], interval: float = 0.1, timeout: float | None = None) -> T:
        """Wait for the server, at most `timeout` seconds. Raises OperationalError, the connection closed."""
        if timeout is None and settings.STATEMENT_SECONDS:
            timeout = settings.STATEMENT_SECONDS + GRACE
        try:
            return super().wait(gen, interval, timeout)
        except psycopg.errors._WaitTimeout as fault:  # noqa: SLF001  # the driver's, named in its documentation of wait
            self.pgconn.finish()  # a late answer must not be taken for that of the next statement
            message = "the server does not answer"
            raise psycopg.OperationalError(message) from fault


def pool(most: int) -> dict[str, Any]:
    """Return the options of a pool of at most so many connections; who waits five seconds for one gets none."""
    return {
        "min_size": 1,
        "max_size": most,
        "timeout": 5,
        "max_idle": 60,
        "connection_class": Bounded,
    }
