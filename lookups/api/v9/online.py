"""The two operations of version 9: a question about one person, and what may be asked for."""

from typing import Any
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Router

from lookups.answers.native import asked_under, named
from lookups.api.v9.question import Question9
from lookups.catalogue import contract
from lookups.catalogue import services as catalogue
from lookups.online import services
from portal import clock
from portal.access.askers import SCOPES, Asker
from portal.api.bearer import asker_for
from portal.api.limits import rate_limit_headers
from portal.gates.services import may
from portal.organisations.models import Service
from portal.tenants.scope import acting_for

VERSION = "9"
SCOPE = SCOPES[Service.ONLINE.value]
NOBODY = UUID(int=0)  # no actor has it
_encoder = msgspec.json.Encoder(decimal_format="number")  # amounts are numbers here

router = Router()


@router.post(
    "/aktorer/{aktors_id}/formansinformation/fraga", operation_id="formansinformationFraga"
)
def ask(request: HttpRequest, aktors_id: str, body: Question9) -> HttpResponse:
    """Answer one question for the client's default purpose with the actor."""
    asker = _asker(request, aktors_id)
    _, told = services.ask_natively(
        asker,
        body.question(),
        at=clock.now(),
        request_id=request.id,  # type: ignore[attr-defined]
        version=VERSION,
    )
    return _answer(told, headers=rate_limit_headers(asker, Service.ONLINE))


@router.get("/aktorer/{aktors_id}/tillgangligaInformationstyper", operation_id="informationstyper")
def information_types(request: HttpRequest, aktors_id: str) -> HttpResponse:
    """Tell what may be asked for; it costs no question."""
    asker = _asker(request, aktors_id)
    with acting_for(asker.organisation):
        agreed = may(asker, Service.ONLINE, purpose=asker.default_purpose or "", at=clock.now())
    told: dict[str, list[dict[str, str]]] = {
        name: [] for name in contract.types()["TillgangligaInformationstyper"]
    }
    for one in catalogue.offered(agreed.groups):
        told[asked_under(one.klass, one.group)].append(named(one.group))
    return _answer(told)


def _asker(request: HttpRequest, aktors_id: str) -> Asker:
    """Return who asks. Raises InsufficientScope; ActorNotRepresented, for what is no id too."""
    try:
        actor = UUID(aktors_id)
    except ValueError:
        actor = NOBODY
    return asker_for(request.auth, actor, scope=SCOPE)  # type: ignore[attr-defined]  # the door's


def encoded(told: Any) -> bytes:
    """Return an answer as it stands on the wire."""
    return _encoder.encode(told)


def _answer(told: Any, *, headers: dict[str, str] | None = None) -> HttpResponse:
    return HttpResponse(
        encoded(told),
        content_type="application/json",
        headers={"Cache-Control": "no-store"} | (headers or {}),
    )
