"""Lets questions in within what is agreed: exact, over all processes, by the database's clock (R17, R18; promise 3)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

import structlog

from portal.access.askers import Asker, Channel
from portal.organisations.models import Service
from portal.quotas import counting, waiting
from portal.quotas.counting import NotAdmitted, Question
from portal.quotas.errors import CountNotKept, QuotaExceeded, SlotLost

log = structlog.get_logger()

LEASE = timedelta(
    seconds=30
)  # after which a slot is free though no answer ended; a statement has 15 seconds


@contextmanager
def admitted(
    asker: Asker,
    service: Service,
    *,
    request_id: UUID,
    version: str = "",
    lease: timedelta = LEASE,
) -> Iterator[None]:
    """Let one question in and hold its slot until the block ends; the pause counts from there. No transaction is open.

    A page waits for the lane's next turn while that can come within `waiting.PATIENCE`; a system is told at once. The
    database's clock decides. Raises QuotaExceeded, CountNotKept when nothing can be counted, and at the block's end
    SlotLost when the lease ran out: the answer must not leave.
    """
    question = Question(
        organisation=asker.organisation,
        service=service,
        channel=asker.channel,
        client=asker.client or "",
        version=version,
        request_id=request_id,
        member=asker.user,
    )
    since = waiting.moment()
    told = counting.admit(question, lease=lease)
    if isinstance(told, NotAdmitted) and asker.channel is Channel.PAGE:
        told = waiting.turn(question, told, lease=lease, since=since)
    if isinstance(told, NotAdmitted):
        counting.write_refusal(question, told)
        raise QuotaExceeded(told.limit, wait_ms=told.wait_ms, figures=told.figures)
    try:
        yield
    except BaseException:
        _let_go(told)
        raise
    try:
        kept = counting.ended(told)
    except CountNotKept as fault:
        raise SlotLost from fault
    if not kept:
        log.error("slot lost", lane=told.lane, slot=told.slot)
        raise SlotLost


def wait_no_more(organisation: int, service: Service, *, member: int) -> bool:
    """Take a member's waiting pages out of the line: each is refused at the end of its sleep, and nothing is asked.

    False when none waits: the question is asked. Raises CountNotKept.
    """
    return counting.stop(organisation, service, member=member)


def _let_go(admitted: counting.Admitted) -> None:
    """Give the slot back after a fault, which is what is told; if that fails too, the lease frees it."""
    try:
        counting.ended(admitted)
    except CountNotKept:
        log.warning("slot left to its lease", lane=admitted.lane, slot=admitted.slot)
