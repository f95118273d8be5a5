"""Who calls, for whom, and by which call: the same for every operation of LEKA 1."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja.params.functions import Header

from portal import clock
from portal.access.askers import SCOPES, Asker
from portal.api.bearer import actor_named, asker_for
from portal.api.types import WireUuid
from portal.gates.services import Call
from portal.organisations.models import Service
from subscriptions.api.v1.described import X_AKTOR

VERSION, SCOPE = "1", SCOPES[Service.LEKA.value]
SIZE, MOST = 100, 1000  # rows of a page (running.md, Limits)

Actor = Annotated[WireUuid | None, Header(alias="X-Aktor", description=X_AKTOR)]


def asker_of(
    request: HttpRequest, header: UUID | None, *, body: UUID | None = None, scope: str = SCOPE
) -> Asker:
    """Return who asks. Raises InvalidRequest, InsufficientScope, ActorNotRepresented."""
    caller = request.auth  # type: ignore[attr-defined]  # the door's
    return asker_for(caller, actor_named(caller, header=header, body=body), scope=scope)


def call_of(request: HttpRequest) -> Call:
    """Return the call, as it is counted."""
    return Call(at=clock.now(), request_id=request.id, version=VERSION)  # type: ignore[attr-defined]
