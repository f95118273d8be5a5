"""Subscriptions: register, change, read, unregister, check, reconcile (R4)."""

from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.params.functions import Query

from portal import clock
from portal.api import wire
from portal.api.bearer import actor_named, asker_for, default_purpose
from portal.api.door import manner
from portal.api.faults import sentence
from portal.api.limits import rate_limit_headers
from portal.api.types import WireUuid
from portal.ceilings import MASS_BODY_BYTES
from portal.errors import Fault, InvalidRequest
from portal.organisations.models import Service
from portal.tenants.scope import acting_for
from subscriptions.api.v1 import described
from subscriptions.api.v1.asking import MOST, SCOPE, SIZE, Actor, asker_of, call_of
from subscriptions.api.v1.told import (
    ClosedOut,
    DifferenceOut,
    OursOut,
    SubscriptionOut,
    SubscriptionsOut,
    SumOut,
    subscription_shape,
    sum_shape,
)
from subscriptions.api.v1.wanted import CheckIn, ClosedIn, ListIn, SubscriptionIn
from subscriptions.filing import comparing
from subscriptions.subscribing import closing, judging, reads, services
from subscriptions.subscribing.errors import SubscriptionNotThere
from subscriptions.subscribing.model import State

NO_STORE = {"Cache-Control": "no-store"}

router = Router(tags=["Prenumerationer"])


@router.put(
    "/prenumerationer/{uuid:prenumeration}",
    response={200: SubscriptionOut, 201: SubscriptionOut},
    by_alias=True,
    **described.PUT,
)
def put(
    request: HttpRequest, prenumeration: UUID, body: SubscriptionIn, x_aktor: Actor = None
) -> HttpResponse:
    """Ni väljer id. Samma anrop igen är samma prenumeration. Vad som är känt om personen avgör aldrig.

    You choose the id. The same call again is the same subscription. What is known of the person never decides.
    """
    caller = request.auth  # type: ignore[attr-defined]  # the door's
    wanted = body.wanted()
    call = call_of(request)
    judging.hold_to_today(wanted.until, today=clock.swedish_day(call.at))
    actor = actor_named(caller, header=x_aktor, body=body.aktor)
    if wanted.purpose is None and default_purpose(caller, actor) is None:
        raise InvalidRequest(variant="purpose", field="andamal")
    asker = asker_for(caller, actor, scope=SCOPE)
    told, made = services.register_or_change(asker, prenumeration, wanted, call=call)
    return wire.answer(
        subscription_shape(told),
        status=201 if made else 200,
        headers=NO_STORE | rate_limit_headers(asker, Service.LEKA),
    )


@router.get("/prenumerationer", response={200: SubscriptionsOut}, by_alias=True, **described.LIST)
def listed(  # noqa: PLR0913, PLR0917  # what a list can be asked for
    request: HttpRequest,
    x_aktor: Actor = None,
    status: Annotated[
        Literal["aktiv", "avslutad"] | None, Query(description="Läget. / The state.")
    ] = None,
    arendereferens: Annotated[
        str, Query(description="Ert ärendenummer. / Your case number.", max_length=100)
    ] = "",
    efter: Annotated[WireUuid | None, Query(description=described.AFTER)] = None,
    sidstorlek: Annotated[int, Query(description=described.SIZE, ge=1, le=MOST)] = SIZE,
) -> HttpResponse:
    """Aktörens prenumerationer, nyast först. Kostar inget.

    The actor's subscriptions, newest first. Free.
    """
    case = " ".join(arendereferens.split())
    if not case.isprintable():
        raise _wrong("arendereferens", "tecken")
    asker = asker_of(request, x_aktor)
    judging.hold_case(case)
    with acting_for(asker.organisation):
        try:
            found = reads.page(
                asker.organisation,
                size=sidstorlek + 1,
                after=efter,
                state=State(status) if status else None,
                case=case,
            )
        except SubscriptionNotThere:
            raise _wrong("efter", "markor") from None
    shown = found[:sidstorlek]
    return wire.answer(
        {
            "prenumerationer": [subscription_shape(one) for one in shown],
            "nasta": str(shown[-1].id) if len(found) > sidstorlek else None,
        },
        headers=NO_STORE,
    )


@router.get(
    "/prenumerationer/avstamning", response={200: SumOut}, by_alias=True, **described.RECONCILE
)
def reconcile(request: HttpRequest, x_aktor: Actor = None) -> HttpResponse:
    """Antal aktiva och en kontrollsumma som ni kan räkna fram ur er egen lista. Kostar inget.

    The number of active ones and a checksum that you can compute of your own list. Free.
    """
    asker = asker_of(request, x_aktor)
    with acting_for(asker.organisation):
        told = reads.reconciled(asker.organisation)
    return wire.answer(sum_shape(told), headers=NO_STORE)


@router.post(
    "/prenumerationer/avstamning", response={200: DifferenceOut}, by_alias=True, **described.COMPARE
)
@manner(largest=MASS_BODY_BYTES)
def compare(request: HttpRequest, body: ListIn, x_aktor: Actor = None) -> HttpResponse:
    """Vad ni har och inte vi, och tvärtom. Ändrar inget och kostar inget.

    What you have and we have not, and the reverse. Changes nothing and is free.
    """
    asker = asker_of(request, x_aktor, body=body.aktor)
    with acting_for(asker.organisation):
        ours, yours = comparing.by_id(asker.organisation, body.prenumerationer)
        told = reads.reconciled(asker.organisation)
    return wire.answer(
        sum_shape(told)
        | {"saknasHosOss": [str(one) for one in ours], "saknasHosEr": [str(one) for one in yours]},
        headers=NO_STORE,
    )


@router.post("/prenumerationer/kontroll", response={200: OursOut}, by_alias=True, **described.CHECK)
def check(request: HttpRequest, body: CheckIn, x_aktor: Actor = None) -> HttpResponse:
    """Svarar med era egna aktiva prenumerationer på personen; andras syns inte.

    Answers with your own active subscriptions to the person; others' are not seen.
    """
    asker = asker_of(request, x_aktor, body=body.aktor)
    told = services.check(asker, body.personnummer, call=call_of(request))
    return wire.answer(
        {"prenumerationer": [subscription_shape(one) for one in told]},
        headers=NO_STORE | rate_limit_headers(asker, Service.LEKA),
    )


@router.get(
    "/prenumerationer/{uuid:prenumeration}",
    response={200: SubscriptionOut},
    by_alias=True,
    **described.READ,
)
def read(request: HttpRequest, prenumeration: UUID, x_aktor: Actor = None) -> HttpResponse:
    """En prenumeration, även en avslutad. Kostar inget.

    One subscription, an ended one too. Free.
    """
    asker = asker_of(request, x_aktor)
    with acting_for(asker.organisation):
        told = reads.one(asker.organisation, prenumeration)
    return wire.answer(subscription_shape(told), headers=NO_STORE)


@router.delete("/prenumerationer/{uuid:prenumeration}", response={204: None}, **described.DELETE)
def delete(request: HttpRequest, prenumeration: UUID, x_aktor: Actor = None) -> HttpResponse:
    """Inga fler aviseringar kommer; de som redan kommit finns kvar. Igen är samma sak.

    No more notifications come; those received stay. Again it is the same.
    """
    asker = asker_of(request, x_aktor)
    services.unregister(asker, prenumeration, call=call_of(request))
    return HttpResponse(status=204, headers=NO_STORE | rate_limit_headers(asker, Service.LEKA))


@router.post("/arenden/avslutade", response={200: ClosedOut}, by_alias=True, **described.CLOSE)
def close_case(request: HttpRequest, body: ClosedIn, x_aktor: Actor = None) -> HttpResponse:
    """Avslutar ärendets alla aktiva prenumerationer; varje aviseras. Ett anrop, en fråga. Igen är samma sak.

    Ends all active subscriptions of the case; each is told of. One call, one question. Again it is the same.
    """
    case = closing.named(body.arendereferens)
    asker = asker_of(request, x_aktor, body=body.aktor)
    ended = closing.close(asker, case, call=call_of(request))
    return wire.answer({"antal": ended}, headers=NO_STORE | rate_limit_headers(asker, Service.LEKA))


def _wrong(field: str, felkod: str) -> InvalidRequest:
    return InvalidRequest(
        faults=[Fault(pointer=f"/{field}", felkod=felkod, detail=sentence(felkod))]
    )
