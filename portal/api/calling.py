"""Calls of a version that has a successor, told to who counts them: a room joins, the door tells."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from django.db import DatabaseError
from django.http import HttpRequest

from portal.access.reads import Bearer
from portal.api.versions import Version

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call with a good token: of what version, by which client of which party, for whom, whether it was refused.

    `organisation` is the actor; the party itself where the call names none that the client represents.
    """

    version: Version
    client: str
    party: int
    organisation: int
    refused: bool
    at: datetime


Counter = Callable[[Call], None]
_counters: list[Counter] = []


def join(counter: Counter) -> None:
    """Take what counts calls; called in its AppConfig.ready()."""
    _counters[:] = [counter]


def tell(
    request: HttpRequest, version: Version, path: Mapping[str, Any], *, refused: bool, at: datetime
) -> None:
    """Tell of a call once it has its answer; without a good token it is nobody's. A count that fails fails no call."""
    caller = getattr(request, "_caller", None)
    if not isinstance(caller, Bearer):
        return
    call = Call(
        version=version,
        client=caller.client,
        party=caller.party,
        organisation=_actor(request, caller, path) or caller.party,
        refused=refused,
        at=at,
    )
    for counter in _counters:
        try:
            counter(call)
        except DatabaseError as fault:
            log.warning("call_not_counted", kind=type(fault).__name__)


def _actor(request: HttpRequest, caller: Bearer, path: Mapping[str, Any]) -> int | None:
    """Return the organisation that address, header or body names, else the only one; None for none of the client's."""
    body = getattr(request, "_told", None)
    told = {
        *(_uuid(one) for one in path.values()),
        _uuid(request.headers.get("X-Aktor")),
        _uuid(body.get("aktor") if isinstance(body, dict) else None),
    } - {None}
    if not told and len(caller.represents) == 1:
        return caller.represents[0].organisation
    return next((one.organisation for one in caller.represents if one.aktors_id in told), None)


def _uuid(told: object) -> UUID | None:
    if isinstance(told, UUID):
        return told
    try:
        return UUID(told) if isinstance(told, str) else None
    except ValueError:
        return None
