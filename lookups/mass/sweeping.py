"""Background work: asks part after part in turn, pauses while the service is down, sends what waited for opening."""

import time
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from datetime import datetime

import structlog
from django.conf import settings
from django.db import DatabaseError, connection

from lookups.mass import sending, turns, working
from lookups.mass.models import MassQuery
from lookups.mass.room import is_full
from lookups.mass.states import WITH_WORK, Pause, State
from lookups.mass.turns import Turn
from lookups.registers import current
from lookups.registers.errors import RegisterUnavailable
from portal import clock
from portal.jobs import services as jobs
from portal.organisations.models import Service
from portal.status import reads as status
from portal.traces import places

log = structlog.get_logger()

SECONDS = 5  # of one run; then the next is nudged, so that other jobs have their turns between
ASK = "lookups.mass.tasks.ask"


def sweep(at: datetime) -> Mapping[str, int] | None:
    """Send what was held, let go on what was paused, and wake the workers that ask: a lost nudge is found here."""
    sent = sending.send_due(at)
    if _may_go_on(at) and more():
        for _ in range(settings.MASS_WORKERS):
            jobs.nudge(ASK)
    return {"sent": sent} if sent else None


def ask_for_a_while(at: datetime) -> int:
    """Ask part after part in turn; return how many rows were answered. As many at once as MASS_WORKERS says."""
    with ExitStack() as stack:
        mine = any(
            stack.enter_context(jobs.alone(f"mass {place}"))
            for place in range(settings.MASS_WORKERS)
        )
        if not mine or not _may_go_on(at):
            return 0
        answered, until = 0, time.monotonic() + SECONDS
        while time.monotonic() < until:
            turn = turns.take(at=clock.now())
            if turn is None:
                return answered
            told = _ask(turn)
            if told is None:
                return answered
            answered += told
    jobs.nudge(ASK)
    return answered


def _ask(turn: Turn) -> int | None:
    """Ask a part and end its query where it was the last; return how many were answered. None: wait for a sweep."""
    try:
        answered = working.ask_part(turn, at=clock.now())
        working.finish(turn.query, turn.organisation, at=clock.now())
    except RegisterUnavailable:
        _pause()
        return None
    except DatabaseError as fault:  # the part's rows are as they were; it is tried again
        kind, where = type(fault).__name__, places(fault)
        log.error("mass part failed", part=turn.part, kind=kind, where=where)  # noqa: TRY400  # no values
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
        if is_full(fault):
            with suppress(DatabaseError):
                turns.give_back(turn)
            return None
        return 0
    return answered


def more() -> bool:
    """Say whether there is something left to ask."""
    return MassQuery.objects.filter(state__in=WITH_WORK, sent_at__isnull=False).exists()


def _may_go_on(at: datetime) -> bool:
    """Pause what is under way while a window or an incident closes the service, or no extract can be read."""
    shut = status.closing(status.board(at=at), Service.MASS, at=at).shut
    if shut or not current.readable(at=at, service=Service.MASS):
        _pause()
        return False
    MassQuery.objects.filter(state=State.PAUSED, pause=Pause.OUTAGE).update(
        state=State.QUEUED, pause=""
    )
    return True


def _pause() -> None:
    MassQuery.objects.filter(state__in=WITH_WORK, sent_at__isnull=False).update(
        state=State.PAUSED, pause=Pause.OUTAGE
    )
