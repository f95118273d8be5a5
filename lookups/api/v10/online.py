"""`POST fragor`: one question, answered at once (R2)."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.params.functions import Header

from lookups.api.v10 import examples
from lookups.api.v10.answer import AnswerOut
from lookups.api.v10.question import QuestionIn
from lookups.api.v10.shapes import answer_shape
from lookups.online import services
from portal import clock
from portal.access.askers import SCOPES
from portal.api import wire
from portal.api.bearer import actor_named, asker_for, default_purpose
from portal.api.description import RATE_LIMIT, refusals
from portal.api.limits import rate_limit_headers
from portal.api.types import WireUuid
from portal.errors import InvalidRequest
from portal.organisations.models import Service

VERSION = "10"
SCOPE = SCOPES[Service.ONLINE.value]

REFUSALS = (
    "invalid-request",
    "not-authenticated",
    "method-not-allowed",
    "not-acceptable",
    "payload-too-large",
    "unsupported-media-type",
    "insufficient-scope",
    "actor-not-represented",
    "agreement-not-in-force",
    "purpose-not-agreed",
    "not-found",
    "service-window",
    "incident",
    "register-unavailable",
    "temporarily-unavailable",
    "invalid-identity",
    "period-too-long",
    "case-reference-missing",
    "reference-holds-identity",
    "quota-exceeded",
    "too-many-calls",
    "request-timeout",
    "version-ended",
    "internal-error",
)

router = Router(tags=["Onlinefråga"])


@router.post(
    "/fragor",
    response={200: AnswerOut},
    by_alias=True,
    operation_id="askOnline",
    summary="Ställ en fråga om en person / Ask about one person",
    openapi_extra={
        "requestBody": {"content": {"application/json": {"examples": examples.QUESTIONS}}},
        "responses": {
            200: {
                "description": "Svaret, som är loggat. / The answer, which is logged.",
                "headers": examples.ANSWER_HEADERS | RATE_LIMIT,
                "content": {"application/json": {"examples": examples.ANSWERS}},
            },
            **refusals(*REFUSALS, members=examples.REFUSED),
        },
    },
)
def ask(
    request: HttpRequest,
    body: QuestionIn,
    x_aktor: Annotated[
        WireUuid | None, Header(alias="X-Aktor", description=examples.X_AKTOR)
    ] = None,
) -> HttpResponse:
    """Svaret säger vad varje myndighet har om personen, när dess utdrag gjordes, och vad som blev av varje uppgift.

    Varje fråga prövas mot avtal och ändamål och loggas innan svaret lämnas. En nekad fråga räknas inte.

    The answer says what each agency holds on the person, when its extract was made, and what became of each group.

    Every question is judged against agreement and purpose, and logged before the answer leaves. A refused one does not
    count.
    """
    caller = request.auth  # type: ignore[attr-defined]  # the door's
    asked = body.question()
    actor = actor_named(caller, header=x_aktor, body=body.aktor)
    if asked.purpose is None and default_purpose(caller, actor) is None:
        raise InvalidRequest(variant="purpose", field="andamal")
    asker = asker_for(caller, actor, scope=SCOPE)
    told = services.ask(
        asker,
        asked,
        at=clock.now(),
        request_id=request.id,  # type: ignore[attr-defined]
        version=VERSION,
    )
    headers = {"Cache-Control": "no-store"} | rate_limit_headers(asker, Service.ONLINE)
    return wire.answer(answer_shape(told), headers=headers)
