"""Who is told to wait before anything is judged: callers that keep being refused, addresses that ask too much.

A guard whose store is away lets through: what it guards has its own judges, and good calls need not fall with it.
"""

from enum import StrEnum

import structlog
from django.conf import settings
from django.http import HttpRequest

from portal.edge import counts
from portal.edge.errors import TooManyCalls

log = structlog.get_logger()

_REFUSED = "refused"


class Door(StrEnum):
    """What is open without a login; each has its count, so that one that is stormed leaves the others open."""

    PAGES = "public"
    LOGIN = "public-login"
    POLLED = "public-polled"  # by pages that stay open, many in an office behind one address


def hold(request: HttpRequest, client: str | None) -> None:
    """Stop who has been refused too often this minute; a read is all that it costs. Raises TooManyCalls.

    `client` is the client_id, where a token says so: else it is the address that is stopped, for those unknown alone.
    """
    most = settings.REFUSED_CALLS_PER_MINUTE
    try:
        wait = counts.standing(_REFUSED, _caller(request, client), most=most)
    except counts.AWAY as fault:
        _unguarded(fault)
        return
    if wait:
        raise TooManyCalls(wait)


def count_refused(request: HttpRequest, client: str | None) -> TooManyCalls | None:
    """Count a call that is refused; return what it is told instead when it is one too many.

    Calls of the same moment all pass `hold`: that no more than the limit are told anything is decided here.
    """
    key, most = _caller(request, client), settings.REFUSED_CALLS_PER_MINUTE
    return _count(request, _REFUSED, key, most=most)


def count_public(request: HttpRequest, door: Door) -> TooManyCalls | None:
    """Count a request of what is public for its address; return what it is told when it is one too many.

    Who is logged in is known by name and not counted: an office shares one address.
    """
    try:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            return None
    except (*counts.AWAY, AttributeError):  # refused before anybody looked who it is
        pass
    key, most = counts.address(request), settings.PUBLIC_CALLS_PER_MINUTE
    return _count(request, door.value, key, most=most)


def _count(request: HttpRequest, group: str, key: str, *, most: int) -> TooManyCalls | None:
    try:
        wait = counts.counted(request, group, key, most=most)
    except counts.AWAY as fault:
        _unguarded(fault)
        return None
    return TooManyCalls(wait) if wait else None


def _caller(request: HttpRequest, client: str | None) -> str:
    return f"client {client}" if client else f"address {counts.address(request)}"


def _unguarded(fault: Exception) -> None:
    log.warning("edge not counted", kind=type(fault).__name__)
