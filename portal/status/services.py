"""Lets a question in or says what is closed, and until when: one record for page, API and what comes later."""

from datetime import datetime

from portal.hours.model import ServiceKind
from portal.organisations.models import Service
from portal.problem_texts.kinds import BETWEEN, FORSAKRINGSKASSAN, PENSIONSMYNDIGHETEN, SERVICE
from portal.status import reads
from portal.status.errors import IncidentUnderWay, OutsideOpeningHours, WindowUnderWay
from portal.status.model import Board, Part, Whose
from portal.status.reads import Closing
from portal.status.words import lazy_moment

WHOSE = {
    Whose.SERVICE: SERVICE,
    Whose.FK: FORSAKRINGSKASSAN,
    Whose.PM: PENSIONSMYNDIGHETEN,
    Whose.BETWEEN: BETWEEN,
}


def judge(service: Service, *, at: datetime) -> None:
    """Let through what is open at an aware moment.

    Raises OutsideOpeningHours, WindowUnderWay or IncidentUnderWay, in that order, with the opening where it is known.
    With one agency's part closed the service is open: `closed_parts` says which.
    """
    board = reads.board(at=at)
    held = reads.closing(board, service, at=at)
    if not reads.verdict(board, reads.KINDS[service], at=at).open:
        raise _outside(board, service, at=at)
    if held.shut:
        raise _closed(board, service, held, at=at)


def closed_parts(service: Service, *, at: datetime) -> frozenset[Part]:
    """Return the agencies whose parts are closed in a service by a window or incident; the rest goes on (R21)."""
    return reads.closing(reads.board(at=at), service, at=at).parts


def is_open(service: Service, *, at: datetime) -> bool:
    """Say whether a service can be used, by its hours and by what closes it."""
    board = reads.board(at=at)
    open_now = reads.verdict(board, reads.KINDS[service], at=at).open
    return open_now and not reads.closing(board, service, at=at).shut


def _outside(board: Board, service: Service, *, at: datetime) -> OutsideOpeningHours:
    opens = reads.opens_again(board, service, at=at)
    online = not reads.closing(board, Service.ONLINE, at=at).shut
    variant = "unknown" if opens is None else "online" if online else None
    tid = lazy_moment(opens, now=at) if opens else ""
    return OutsideOpeningHours(at=at, opens=opens, variant=variant, tid=tid)


def _closed(
    board: Board, service: Service, held: Closing, *, at: datetime
) -> WindowUnderWay | IncidentUnderWay:
    opens = reads.opens_again(board, service, at=at)
    if not held.incidents:
        end = max(one.over_at for one in held.windows)
        slut = lazy_moment(end, now=at)
        return WindowUnderWay(at=at, opens=opens, tjanst=service.label, slut=slut)
    first = min(held.incidents, key=lambda one: one.opened_at)
    return IncidentUnderWay(
        at=at,
        opens=opens,
        variant="unknown" if opens is None else None,
        whose=WHOSE[first.whose],
        tjanst=service.label,
        sedan=lazy_moment(first.opened_at, now=at),
        tid=lazy_moment(opens, now=at) if opens else "",
    )


def desk_open(*, at: datetime) -> bool:
    """Say whether the support desk is open: outside its hours action on incidents is not guaranteed (R16, R21b)."""
    return reads.verdict(reads.board(at=at), ServiceKind.DESK, at=at).open
