"""Waits for a notification that is not there yet, and holds neither slot nor database while it does.

One waiting call a client and organisation, over all processes; few in a process: the others are answered at once, so
that those who wait never take all of its threads.
"""

import time
from collections.abc import Callable
from threading import BoundedSemaphore

from django.core.cache import cache
from django.db import connections

MOST = 4  # calls that wait in a process
EACH = 0.5  # seconds between looks
pause = time.sleep
_places = BoundedSemaphore(MOST)


def until(there: Callable[[], bool], *, seconds: float, key: str) -> None:
    """Return when something is there, or the seconds have passed; at once for who may not wait.

    `key` names the one who waits: a second call of its own does not.
    """
    name = f"leka-waits:{key}"
    if there() or seconds <= 0 or not _places.acquire(blocking=False):
        return
    try:
        if not cache.add(name, 1, timeout=int(seconds) + 1):
            return
        try:
            _wait(there, time.monotonic() + seconds)
        finally:
            cache.delete(name)
    finally:
        _places.release()


def _wait(there: Callable[[], bool], ends: float) -> None:
    while (left := ends - time.monotonic()) > 0:
        _let_go()
        pause(min(EACH, left))
        if there():
            return


def _let_go() -> None:
    """Give the connections back to the pool; within a transaction, which is a test's, they stay."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close()
