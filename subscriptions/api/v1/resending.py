"""Sending again: all that has changed since a day is ordered, and told once more under new numbers."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router
from pydantic import Field

from lookups.api.v10.answer import Day, Id, Moment, Out
from lookups.api.v10.mass_in import idempotency_key
from lookups.api.v10.question import Wire
from lookups.mass.errors import KeyMissing
from portal.access.askers import SCOPES
from portal.api import wire
from portal.api.bearer import actor_named, asker_for
from portal.api.limits import rate_limit_headers
from portal.api.types import WireUuid
from portal.organisations.models import Service
from portal.tenants.scope import acting_for
from subscriptions.api.v1 import described_again
from subscriptions.api.v1.asking import Actor, asker_of, call_of
from subscriptions.resending import reads, services
from subscriptions.resending.errors import OrderKeyMissing
from subscriptions.resending.reads import OrderTold, State
from subscriptions.resending.services import Wanted

SCOPE = SCOPES["avisering"]
NO_STORE = {"Cache-Control": "no-store"}

router = Router(tags=["Aviseringar"])


class OrderIn(Wire):
    """Från och med vilken dag, och om vilken prenumeration. / Since which day, and of which subscription."""

    sedan: date = Field(
        description="Allt som har ändrats från och med dagen. / All that has changed since the day."
    )
    prenumeration: WireUuid | None = Field(
        None,
        alias="prenumerationId",
        description="Utelämnad: alla aktiva prenumerationer. / Left out: all active subscriptions.",
    )
    aktor: WireUuid | None = Field(
        None, description="Aktörens id, som i X-Aktor. / The actor's id, as in X-Aktor."
    )


class OrderOut(Out):
    """En beställd omsändning. / An order to send again."""

    id: Id = Field(alias="omsandningId", description="Omsändningens id. / The order's id.")
    status: Literal[*[one.value for one in State]] = Field(  # type: ignore[valid-type]
        description="`vantar` på att utföras, eller `klar`. / `vantar`: waits; `klar`: carried out."
    )
    sedan: Day = Field(description="Från och med dagen. / Since the day.")
    prenumeration: Id | None = Field(
        alias="prenumerationId", description="Prenumerationen; null: alla. / null: all."
    )
    skapad: Moment = Field(description="När den beställdes. / When it was ordered.")
    klar: Moment | None = Field(description="När den utfördes. / When it was carried out.")
    antal: int = Field(description="Aviseringar som det blev. / Notifications that it came to.")
    first: int | None = Field(
        alias="franNummer", description="Den förstas nummer. / The number of the first."
    )
    last: int | None = Field(
        alias="tillNummer",
        description="Den sistas nummer; alla däremellan hör dit. / The last; all between belong.",
    )


@router.post(
    "/aviseringar/omsandning",
    response={202: OrderOut},
    by_alias=True,
    **described_again.ORDER,
)
def order(request: HttpRequest, body: OrderIn, x_aktor: Actor = None) -> HttpResponse:
    """Varje aktiv prenumeration som något har ändrats för får en OMSANDNING med alla berörda förmåner.

    Each active subscription for which something has changed gets one OMSANDNING with all benefits concerned.
    """
    call = call_of(request)
    services.hold_to_kept(body.sedan, at=call.at)
    caller = request.auth  # type: ignore[attr-defined]  # the door's
    actor = actor_named(caller, header=x_aktor, body=body.aktor)
    wanted = Wanted(since=body.sedan, subscription=body.prenumeration, key=_key(request))
    asker = asker_for(caller, actor, scope=SCOPE)
    told = services.order(asker, wanted, call=call)
    response = wire.answer(
        _shape(told), status=202, headers=NO_STORE | rate_limit_headers(asker, Service.LEKA)
    )
    response["Location"] = reverse("leka-v1:readResending", args=[told.id])
    return response


@router.get(
    "/aviseringar/omsandning/{uuid:omsandning}",
    response={200: OrderOut},
    by_alias=True,
    **described_again.READ,
)
def read(request: HttpRequest, omsandning: UUID, x_aktor: Actor = None) -> HttpResponse:
    """Om den är utförd, och vilka nummer det blev. Kostar inget.

    Whether it has been carried out, and which numbers it came to. Free.
    """
    asker = asker_of(request, x_aktor, scope=SCOPE)
    with acting_for(asker.organisation):
        told = reads.one(asker.organisation, omsandning)
    return wire.answer(_shape(told), headers=NO_STORE)


def _key(request: HttpRequest) -> str:
    """Return the call's key. Raises OrderKeyMissing."""
    try:
        return idempotency_key(request)
    except KeyMissing:
        raise OrderKeyMissing from None


def _shape(one: OrderTold) -> dict[str, Any]:
    return {
        "omsandningId": one.id,
        "status": one.state.value,
        "sedan": one.since,
        "prenumerationId": one.subscription,
        "skapad": wire.instant(one.at),
        "klar": wire.instant(one.done_at) if one.done_at else None,
        "antal": one.made,
        "franNummer": one.first,
        "tillNummer": one.last,
    }
