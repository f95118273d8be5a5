"""A refused page waits here for the lane's next turn, so that a looping system cannot starve caseworkers (R17, R18).

The line stands in the database and holds for all processes; only the sleep is the process's own. It holds no
connection, and takes no more threads than WAITING_PAGES: beyond them a page is refused as a system is. That is the
process's own ceiling, an operator's figure; no agreement knows it (R19).
"""

from datetime import timedelta
from threading import BoundedSemaphore
from time import monotonic, sleep

import structlog
from django.conf import settings
from django.db import connections

from portal.quotas import counting
from portal.quotas.counting import Admitted, NotAdmitted, Place, Question
from portal.quotas.errors import CountNotKept

log = structlog.get_logger()

PATIENCE = timedelta(seconds=5)  # from the question's arrival to its turn; a ticket's lease, too
SHORTEST = 20  # milliseconds of sleep, however soon the turn may come
_seats = BoundedSemaphore(settings.WAITING_PAGES)


def moment() -> float:
    """Return this moment of the process's own clock, in seconds: it measures patience and judges nothing else."""
    return monotonic()


def turn(
    question: Question, refused: NotAdmitted, *, lease: timedelta, since: float
) -> Admitted | NotAdmitted:
    """Wait for the turn of a page that came at `since`, or return the refusal that holds when it cannot come in time.

    Raises CountNotKept.
    """
    if not _in_time(refused.wait_ms, since) or not _seats.acquire(blocking=False):
        return refused
    try:
        place = counting.line_up(question, refused, patience=PATIENCE)
        if place is None:
            return refused
        told: Admitted | NotAdmitted = refused
        try:
            told = _asked_in_turn(question, refused, place, lease=lease, since=since)
        finally:
            if not isinstance(told, Admitted):  # the admission took the ticket with it
                _leave(question, place)
        return told
    finally:
        _seats.release()


def _asked_in_turn(
    question: Question, refused: NotAdmitted, place: Place, *, lease: timedelta, since: float
) -> Admitted | NotAdmitted:
    """Sleep exactly as long as told and ask, as often as the next turn can still come in time."""
    told: Admitted | NotAdmitted = refused
    wait_ms = place.wait_ms
    while _in_time(wait_ms, since):
        _sleep(wait_ms)
        told = counting.admit(question, lease=lease, ticket=place.ticket)
        if isinstance(told, Admitted) or told.ahead is None:  # in, or told to wait no more
            break
        wait_ms = told.wait_ms
    return told


def _leave(question: Question, place: Place) -> None:
    """Leave the line; if that fails, the lease ends by itself."""
    try:
        counting.leave(question, place)
    except CountNotKept:
        log.warning("ticket left to its lease", ticket=place.ticket)


def _in_time(wait_ms: int, since: float) -> bool:
    return monotonic() - since + wait_ms / 1000 <= PATIENCE.total_seconds()


def _sleep(wait_ms: int) -> None:
    """Sleep without a connection: others may need it meanwhile."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:  # a test's transaction
            connection.close()
    sleep(max(wait_ms, SHORTEST) / 1000)
