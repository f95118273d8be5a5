"""Notifications: pull from a number on, wait for the next, acknowledge (R5). Receiving is no question."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router
from ninja.params.functions import Query
from pydantic import Field

from lookups.api.v10.answer import Id, Moment, Out
from lookups.api.v10.question import Wire
from portal import clock
from portal.access.askers import SCOPES, Asker
from portal.api import wire
from portal.api.types import WireUuid
from portal.errors import Fault, InvalidRequest
from portal.tenants.scope import acting_for
from subscriptions.api.v1 import described, waiting
from subscriptions.api.v1.asking import MOST, SIZE, Actor, asker_of
from subscriptions.delivery import services as delivery
from subscriptions.delivery.errors import NotificationsGone
from subscriptions.delivery.reads import purged, received
from subscriptions.kinds import Kind
from subscriptions.notifications import reads, services
from subscriptions.notifications.reads import NotificationTold, Page
from subscriptions.reminding import unseen

SCOPE = SCOPES["avisering"]
LONGEST = 25  # seconds that a call may wait
BIGGEST = 2**63 - 1
NO_STORE = {"Cache-Control": "no-store"}

router = Router(tags=["Aviseringar"])

From = Annotated[int | None, Query(ge=0, le=BIGGEST, description=described.FROM)]


class NotificationOut(Out):
    """Att något har ändrats, aldrig vad. / That something has changed, never what."""

    nummer: int = Field(
        description="Aktörens löpnummer, utan luckor. / The actor's number, without holes."
    )
    id: Id = Field(alias="aviseringId", description="Aviseringens id. / The notification's id.")
    prenumeration: Id | None = Field(
        alias="prenumerationId",
        description=(
            "Prenumerationen; null: LIVSTECKEN, och det som enligt avtalet hanteras särskilt. "
            "/ The subscription; null: a sign of life, and what by agreement is handled separately."
        ),
    )
    arendereferens: str | None = Field(description="Ert ärendenummer. / Your case number.")
    tid: Moment = Field(alias="skapadTid", description="När den gjordes. / When it was made.")
    slag: Literal[*[one.value for one in Kind]] = Field(  # type: ignore[valid-type]
        description=(
            "Vad som har ändrats. SKYDD säger inte mer än så: vänd er till den som har särskild behörighet. "
            "/ What has changed. SKYDD says no more than that: turn to who has the special permission."
        )
    )
    grupper: list[str] = Field(description="Förmånernas koder. / The benefits' codes.")
    rattar: int | None = Field(
        description="Numret som den rättar eller återkallar. / The number it corrects or withdraws."
    )
    orsak: str | None = Field(
        description=(
            "Varför prenumerationen upphör; null: det anges inte. / Why the subscription ends; null: not told."
        )
    )


class NotificationsOut(Out):
    """Aviseringar i nummerordning. / Notifications in number order."""

    aviseringar: list[NotificationOut] = Field(description="Aviseringarna. / The notifications.")
    nasta: int | None = Field(
        description="`efter` till nästa sida; null: inget mer nu. / `efter` of the next page; null: no more now."
    )
    senaste: int = Field(
        alias="senasteNummer",
        description="Aktörens senaste nummer; 0: inget ännu. / The actor's last number; 0: none yet.",
    )


class ReceiptIn(Wire):
    """Vilka som är mottagna: till och med ett nummer, eller var för sig. / Which have been received."""

    upto: Annotated[int, Field(ge=1, le=BIGGEST, strict=True)] | None = Field(
        None,
        alias="tillOchMedNummer",
        description="Alla till och med numret. / All up to and with the number.",
    )
    each: list[Annotated[int, Field(ge=1, le=BIGGEST, strict=True)]] | None = Field(
        None,
        alias="nummer",
        min_length=1,
        max_length=MOST,
        description="Var för sig, högst 1 000. / One by one, at most 1,000.",
    )
    egen: Annotated[bool, Field(strict=True)] = Field(
        default=False, description=described.OWN_RECEIPT
    )
    aktor: WireUuid | None = Field(
        None, description="Aktörens id, som i X-Aktor. / The actor's id, as in X-Aktor."
    )


@router.get(
    "/aviseringar", response={200: NotificationsOut}, by_alias=True, **described.NOTIFICATIONS
)
def pull(  # noqa: PLR0913, PLR0917  # the call's own parameters
    request: HttpRequest,
    x_aktor: Actor = None,
    efter: From = None,
    sidstorlek: Annotated[int, Query(description=described.SIZE, ge=1, le=MOST)] = SIZE,
    vanta: Annotated[int, Query(description=described.WAIT, ge=0, le=LONGEST)] = 0,
    egen: Annotated[bool, Query(description=described.OWN)] = False,
) -> HttpResponse:
    """Den som har sett ett nummer hittar aldrig senare ett lägre som den inte har sett. Kostar inget.

    Who has seen a number never later finds a lower one that it had not seen. Free.
    """
    asker = asker_of(request, x_aktor, scope=SCOPE)
    waiting.until(
        lambda: bool(_page(asker, efter, own=egen, size=1).rows),
        seconds=vanta,
        key=f"{asker.client}:{asker.organisation}",
    )
    page = _page(asker, efter, own=egen, size=sidstorlek)
    last = page.rows[-1].number if page.rows else None
    return wire.answer(
        {
            "aviseringar": [_shape(one) for one in page.rows],
            "nasta": last if last is not None and last < page.last else None,
            "senasteNummer": page.last,
        },
        headers=NO_STORE | _lying(asker),
    )


@router.post("/aviseringar/kvittens", response={204: None}, **described.RECEIPT)
def acknowledge(request: HttpRequest, body: ReceiptIn, x_aktor: Actor = None) -> HttpResponse:
    """Kvitterade aviseringar finns kvar att läsa; igen är samma sak. Kostar inget.

    Acknowledged notifications can still be read; again it is the same. Free.
    """
    if (body.upto is None) is (body.each is None):
        raise InvalidRequest(
            faults=[
                Fault(
                    pointer="/tillOchMedNummer",
                    felkod="form",
                    detail=_("Ange tillOchMedNummer eller nummer, ett av dem."),
                )
            ]
        )
    if body.egen and body.upto is None:
        raise InvalidRequest(
            faults=[
                Fault(
                    pointer="/nummer",
                    felkod="form",
                    detail=_("Ange tillOchMedNummer när egen är true."),
                )
            ]
        )
    asker = asker_of(request, x_aktor, body=body.aktor, scope=SCOPE)
    if body.egen and body.upto is not None:
        delivery.receive(asker, up_to=body.upto, at=clock.now())
        return HttpResponse(status=204, headers=NO_STORE)
    services.acknowledge(asker, at=clock.now(), up_to=body.upto, numbers=body.each or ())
    return HttpResponse(status=204, headers=NO_STORE)


def _page(asker: Asker, after: int | None, *, own: bool, size: int) -> Page:
    with acting_for(asker.organisation):
        if own and after is None:
            mine = received(asker.organisation, asker.client or "")
            after = mine or purged(asker.organisation)
        page = reads.page(asker.organisation, after=after, size=size, protected=asker.protected)
        # Read after the page: what is removed between the two is told, never passed over.
        gone = purged(asker.organisation)
    if after is not None and after < gone:
        raise NotificationsGone(nummer=gone)
    return page


def _lying(asker: Asker) -> dict[str, str]:
    """Return the header that says what nobody has received or handled in half of its time; none for nothing."""
    with acting_for(asker.organisation):
        found = unseen.now(asker.organisation, at=clock.now())
    if found is None:
        return {}
    goes = clock.swedish_day(found.goes_at).isoformat()
    return {"X-Okvitterade": f'antal={found.count}, nummer={found.lowest}, gallras="{goes}"'}


def _shape(one: NotificationTold) -> dict[str, Any]:
    return {
        "nummer": one.number,
        "aviseringId": one.id,
        "prenumerationId": one.subscription,
        "arendereferens": one.case or None,
        "skapadTid": wire.instant(one.made_at),
        "slag": one.kind.value,
        "grupper": list(one.groups),
        "rattar": one.corrects,
        "orsak": one.reason or None,
    }
