"""`GET /leka/v1/anvandning`: what is agreed, what is left of it now, and when the next question can be asked (R17)."""

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from lookups.api.v10 import use
from lookups.api.v10.answer import Out
from lookups.api.v10.use import AgreedOut, LeftOut, Number, service_shape
from portal import clock
from portal.api import wire
from portal.api.bearer import actor_named, asker_for
from portal.api.description import HEADERS, refusals
from portal.organisations import reads as organisations
from portal.organisations.models import Service
from portal.quotas import reads
from subscriptions.api.v1.asking import Actor
from subscriptions.api.v1.described import REFUSED

_EXAMPLE: dict[str, Any] = {
    "tjanster": [use.EXAMPLES["nu"]["value"]["tjanster"][0] | {"tjanst": "leka"}]
}


class LekaUseOut(Out):
    """LEKA; sidor och system räknas ihop. / LEKA, pages and systems together."""

    tjanst: Literal["leka"] = Field(description="Tjänsten. / The service.")
    avtalat: AgreedOut = Field(description="Gränserna. / The limits.")
    kvar: LeftOut = Field(description="Kvar. / Left.")
    wait: Number = Field(
        alias="nastaFragaOmMs",
        description="Millisekunder till nästa fråga; 0: nu. / Milliseconds to the next question; 0: now.",
    )


class UseOut(Out):
    """Er användning just nu. / Your use at this moment."""

    tjanster: list[LekaUseOut] = Field(
        description="LEKA, om avtalet omfattar det i dag. / LEKA, where today's agreement covers it."
    )


router = Router(tags=["Användning"])


@router.get(
    "/anvandning",
    response={200: UseOut},
    by_alias=True,
    operation_id="readUse",
    summary="Vad som är kvar av avtalet just nu / What is left of the agreement now",
    openapi_extra={
        "responses": {
            200: {
                "description": "Gränser och vad som är kvar. / Limits and what is left.",
                "headers": HEADERS | use.KEPT,
                "content": {"application/json": {"examples": {"nu": {"value": _EXAMPLE}}}},
            },
            **refusals(*use.REFUSALS, members=REFUSED),
        },
    },
)
def read(request: HttpRequest, x_aktor: Actor = None) -> HttpResponse:
    """Avtalade gränser, vad som är kvar och när nästa fråga kan ställas. Kostar ingen fråga.

    Agreed limits, what is left, and when the next question can be asked. Free of charge.
    """
    caller = request.auth  # type: ignore[attr-defined]  # the door's
    asker = asker_for(caller, actor_named(caller, header=x_aktor))
    agreed = organisations.agreed_services(asker.organisation, at=clock.now())
    lane = reads.live(asker.organisation, Service.LEKA) if Service.LEKA in agreed else None
    told = {"tjanster": [service_shape(lane)] if lane else []}
    return wire.answer(told, headers={"Cache-Control": "no-store"})
