"""`GET anvandning`: what is agreed, what is left of it now, and when the next question can be asked (R17-R19)."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.params.functions import Header
from pydantic import Field

from lookups.api.v10 import examples
from lookups.api.v10.answer import Out
from portal import clock
from portal.api import wire
from portal.api.bearer import actor_named, asker_for
from portal.api.description import HEADERS, refusals
from portal.api.types import WireUuid
from portal.organisations.models import Service
from portal.quotas import reads
from portal.quotas.figures import Limit
from portal.quotas.reads import Live
from portal.tenants.scope import acting_for

SERVICES = (Service.ONLINE, Service.MASS)
REFUSALS = (
    "invalid-request",
    "not-authenticated",
    "method-not-allowed",
    "not-acceptable",
    "actor-not-represented",
    "temporarily-unavailable",
    "too-many-calls",
    "request-timeout",
    "version-ended",
    "internal-error",
)
KEPT = {
    "Cache-Control": {
        "description": "`no-store`: svaret gäller nu. / It holds at this moment.",
        "schema": {"type": "string"},
    },
}
EXAMPLES: dict[str, Any] = {
    "nu": {
        "summary": "Efter en fråga / After a question",
        "value": {
            "tjanster": [
                {
                    "tjanst": "onlinefraga",
                    "avtalat": {
                        "perSekund": 1,
                        "perMinut": 60,
                        "perTimme": 3600,
                        "pausMs": 300,
                        "samtidiga": 1,
                    },
                    "kvar": {"sekund": 0, "minut": 59, "timme": 3599, "samtidiga": 1},
                    "nastaFragaOmMs": 640,
                }
            ]
        },
    }
}

Number = Annotated[int, Field(ge=0)]


class AgreedOut(Out):
    """Gränserna som gäller nu, avtalade eller tillfälligt höjda. / The limits in force now."""

    second: Number = Field(alias="perSekund", description="Frågor per sekund. / Per second.")
    minute: Number = Field(alias="perMinut", description="Frågor per minut. / Per minute.")
    hour: Number = Field(alias="perTimme", description="Frågor per timme. / Per hour.")
    pause: Number = Field(
        alias="pausMs",
        description="Millisekunder mellan ett svar och nästa fråga. / Milliseconds after an answer.",
    )
    samtidiga: Number = Field(description="Frågor i gång samtidigt. / Under way at once.")


class LeftOut(Out):
    """Vad som är kvar just nu; tiderna glider. / What is left now, in sliding windows."""

    sekund: Number = Field(description="Av den senaste sekunden. / Of the last second.")
    minut: Number = Field(description="Av den senaste minuten. / Of the last minute.")
    timme: Number = Field(description="Av den senaste timmen. / Of the last hour.")
    samtidiga: Number = Field(description="Lediga platser. / Free slots.")


class ServiceUseOut(Out):
    """En avtalad tjänst; sidor och system räknas ihop. / One agreed service, pages and systems together."""

    tjanst: Literal["onlinefraga", "massfraga"] = Field(description="Tjänsten. / The service.")
    avtalat: AgreedOut = Field(description="Gränserna. / The limits.")
    kvar: LeftOut = Field(description="Kvar. / Left.")
    wait: Number = Field(
        alias="nastaFragaOmMs",
        description="Millisekunder till nästa fråga; 0: nu. / Milliseconds to the next question; 0: now.",
    )


class UseOut(Out):
    """Er användning just nu. / Your use at this moment."""

    tjanster: list[ServiceUseOut] = Field(
        description="Tjänsterna i avtalet i dag. / The services in today's agreement."
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
                "headers": HEADERS | KEPT,
                "content": {"application/json": {"examples": EXAMPLES}},
            },
            **refusals(*REFUSALS, members=examples.REFUSED),
        },
    },
)
def use(
    request: HttpRequest,
    x_aktor: Annotated[
        WireUuid | None, Header(alias="X-Aktor", description=examples.X_AKTOR)
    ] = None,
) -> HttpResponse:
    """Avtalade gränser, vad som är kvar och när nästa fråga kan ställas. Kostar ingen fråga.

    Agreed limits, what is left, and when the next question can be asked. Free of charge.
    """
    caller = request.auth  # type: ignore[attr-defined]  # the door's
    asker = asker_for(caller, actor_named(caller, header=x_aktor))
    with acting_for(asker.organisation):
        agreed = reads.agreed_services(asker.organisation, day=clock.swedish_day(clock.now()))
    lanes = [reads.live(asker.organisation, one) for one in SERVICES if one in agreed]
    told = {"tjanster": [service_shape(one) for one in lanes if one]}
    return wire.answer(told, headers={"Cache-Control": "no-store"})


def service_shape(one: Live) -> dict[str, Any]:
    """Return how a service stands."""
    return {
        "tjanst": one.service,
        "avtalat": {
            "perSekund": one.figures.per_second,
            "perMinut": one.figures.per_minute,
            "perTimme": one.figures.per_hour,
            "pausMs": one.figures.pause_ms,
            "samtidiga": one.figures.concurrency,
        },
        "kvar": {
            limit.value: one.left[limit]
            for limit in (Limit.SECOND, Limit.MINUTE, Limit.HOUR, Limit.CONCURRENT)
        },
        "nastaFragaOmMs": one.wait_ms,
    }
