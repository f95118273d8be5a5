"""`pgnotify://`: Celery's messages through PostgreSQL. INSERT and NOTIFY send one, LISTEN wakes, DELETE takes it once.

A message is a nudge and no more: it is delivered at most once, and its table is UNLOGGED. What is to be done stands in
rows of its room, and the sweep finds what a lost message did not tell.
"""

import time
from contextlib import suppress
from queue import Empty
from typing import Any

import psycopg
from kombu.connection import Connection
from kombu.transport import virtual
from psycopg.types.json import Json

from portal import direct

NUDGED = "celery_message"  # the channel of NOTIFY; its payload is the queue
POLL_SECONDS = 5.0  # a notification that did not come is noticed after this
_SEND = "INSERT INTO celery_message (queue, body) VALUES (%s, %s)"
_NOTIFY = "SELECT pg_notify(%s, %s)"
_TAKE = """
DELETE FROM celery_message WHERE id = (
  SELECT id FROM celery_message WHERE queue = %s ORDER BY id FOR UPDATE SKIP LOCKED LIMIT 1
) RETURNING body
"""


class Channel(virtual.Channel):
    """Messages of a queue are rows; the table comes by migration (portal.jobs), since no serving role may make one."""

    supports_fanout = False
    do_restore = False  # what was taken is gone: at most once
    _own: psycopg.Connection[tuple[Any, ...]] | None = None

    @property
    def own(self) -> psycopg.Connection[tuple[Any, ...]]:
        """The channel's connection, opened anew when the server has ended it."""
        if self._own is None or self._own.closed:
            self._own = direct.connect()
        return self._own

    def _new_queue(self, queue: str, **_kwargs: Any) -> None:
        """Do nothing: a queue is a word in a row."""

    def _has_queue(self, queue: str, **_kwargs: Any) -> bool:
        del queue
        return True

    def _put(self, queue: str, message: Any, **_kwargs: Any) -> None:
        with self.own.transaction():
            self.own.execute(_SEND, [queue, Json(message)])
            self.own.execute(_NOTIFY, [NUDGED, queue])

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        del timeout
        row = self.own.execute(_TAKE, [queue]).fetchone()
        if row is None:
            raise Empty
        return row[0]

    def _size(self, queue: str) -> int:
        counted = self.own.execute("SELECT count(*) FROM celery_message WHERE queue = %s", [queue])
        (count,) = counted.fetchone() or (0,)
        return int(count)

    def _purge(self, queue: str) -> int:
        return self.own.execute("DELETE FROM celery_message WHERE queue = %s", [queue]).rowcount

    def close(self) -> None:
        """Close the channel and its connection."""
        super().close()
        if self._own is not None:
            self._own.close()


class Transport(virtual.Transport):
    """Each channel has a connection of its own, and the transport one that listens."""

    Channel = Channel
    driver_type = "postgresql"
    driver_name = "psycopg"
    # Whatever the database says, kombu connects again and the worker goes on.
    connection_errors = (*virtual.Transport.connection_errors, psycopg.Error)
    _listening: psycopg.Connection[tuple[Any, ...]] | None = None

    def driver_version(self) -> str:
        """Return the version of psycopg."""
        return psycopg.__version__

    def establish_connection(self) -> Any:
        """Reach the server before saying yes, so that kombu waits between its tries instead of spinning."""
        direct.connect().close()
        return super().establish_connection()

    def drain_events(
        self, connection: Connection, timeout: float | None = None, **_kwargs: Any
    ) -> Any:
        """Deliver a message that is there, or sleep until one is sent. Raises TimeoutError after `timeout` seconds."""
        del connection
        end = None if timeout is None else time.monotonic() + timeout
        listening = self._listen()  # before looking: what comes in between is told
        waiting: Any = self.cycle
        while True:
            with suppress(Empty):
                return waiting.get(self._deliver)
            left = POLL_SECONDS if end is None else end - time.monotonic()
            if left <= 0:
                raise TimeoutError
            for _ in listening.notifies(timeout=min(left, POLL_SECONDS), stop_after=1):
                pass

    def _listen(self) -> psycopg.Connection[tuple[Any, ...]]:
        if self._listening is None or self._listening.closed:
            self._listening = direct.connect()
            self._listening.execute(f"LISTEN {NUDGED}")
        return self._listening

    def close_connection(self, connection: Connection) -> None:
        """Close all channels, and stop listening."""
        super().close_connection(connection)
        if self._listening is not None:
            self._listening.close()
