"""Subscriptions as they leave: described for OpenAPI, and written from what the room tells."""

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from lookups.answers.model import Klass
from lookups.api.v10.answer import Day, Id, Moment, Out
from lookups.api.v10.question import ALL
from portal.api.wire import instant
from subscriptions.subscribing.model import Groups, SubscriptionTold
from subscriptions.subscribing.models import End
from subscriptions.subscribing.reads import Sum

Cursor = Field(
    description="Markör till nästa sida; null: sista. / Cursor to the next page; null: the last."
)


class GroupsOut(Out):
    """Koder per informationsklass. / Codes per class."""

    beslut: list[str] = Field(description="Beslut. / Decisions.")
    ansprak: list[str] = Field(description="Ansökningar. / Applications.")
    utbetalningar: list[str] = Field(description="Gjorda utbetalningar. / Payments made.")
    preliminara: list[str] = Field(
        alias="preliminaraUtbetalningar",
        description="Planerade utbetalningar. / Planned payments.",
    )
    ovrig: list[str] = Field(
        alias="ovrigInformation", description="Övriga uppgifter. / Other information."
    )


class SubscriptionOut(Out):
    """En prenumeration. / A subscription."""

    id: Id = Field(alias="prenumerationId", description="Id som ni valde. / The id that you chose.")
    status: Literal["aktiv", "avslutad"] = Field(description="Läget. / The state.")
    orsak: str | None = Field(
        description=(
            "Varför den är avslutad: `avregistrerad`, `slutdatum`, `avtal`, `andamal`, `avliden`, "
            "`arende_avslutat`; null: aktiv, eller att det inte anges. "
            "/ Why it has ended; null: active, or not told."
        )
    )
    personnummer: str = Field(
        description="12 siffror, som när den registrerades. / 12 digits, as registered."
    )
    andamal: str = Field(description="Ändamålets kod. / The purpose's code.")
    arendereferens: str | None = Field(description="Ert ärendenummer. / Your case number.")
    tom: Day = Field(description="Sista dagen. / The last day.")
    grupper: Literal["alla"] | GroupsOut = Field(
        description="`alla` som ändamålet medger, eller de valda. / `alla`, or those chosen."
    )
    slag: Literal["alla"] | list[str] = Field(
        description="`alla`, eller de valda. / `alla`, or those chosen."
    )
    registrerad: Moment = Field(description="När den registrerades. / When it was registered.")
    andrad: Moment = Field(description="När den senast ändrades. / When it was last changed.")
    avslutad: Moment | None = Field(description="När den avslutades. / When it ended.")


class SubscriptionsOut(Out):
    """Prenumerationer, nyast först. / Subscriptions, newest first."""

    prenumerationer: list[SubscriptionOut] = Field(
        description="Prenumerationerna. / The subscriptions."
    )
    nasta: str | None = Cursor


class OursOut(Out):
    """Era aktiva prenumerationer på personen. / Your active subscriptions to the person."""

    prenumerationer: list[SubscriptionOut] = Field(
        description="Prenumerationerna; tom: inga. / The subscriptions; empty: none."
    )


class SumOut(Out):
    """Att stämma av mot er egen lista. / To hold against your own list."""

    antal: int = Field(description="Aktiva prenumerationer. / Active subscriptions.")
    kontrollsumma: str = Field(
        pattern="^[0-9a-f]{64}$",
        description=(
            "SHA-256, hexadecimalt, över de aktivas id i gemener, sorterade, med radbrytning (LF) emellan. "
            "/ SHA-256, hex, over the sorted lower-case ids of the active ones, joined by a line feed."
        ),
    )


class DifferenceOut(SumOut):
    """Vad den ena har och inte den andra. / What one has and the other has not."""

    saknas_hos_oss: list[Id] = Field(
        alias="saknasHosOss",
        description="Ni har dem, men här är de inte aktiva. / You have them; here they are not active.",
    )
    saknas_hos_er: list[Id] = Field(
        alias="saknasHosEr",
        description="De är aktiva här, men stod inte i er lista. / Active here, but not in your list.",
    )


class ClosedOut(Out):
    """Vad som avslutades. / What ended."""

    antal: int = Field(
        description="Prenumerationer som avslutades; 0: ingen. / Subscriptions that ended; 0: none."
    )


def subscription_shape(one: SubscriptionTold) -> dict[str, Any]:
    """Return a subscription."""
    return {
        "prenumerationId": one.id,
        "status": one.state.value,
        "orsak": None if one.reason in {"", End.UNTOLD} else one.reason,
        "personnummer": one.person,
        "andamal": one.purpose,
        "arendereferens": one.case or None,
        "tom": one.until,
        "grupper": _groups(one.groups),
        "slag": ALL if one.kinds is None else sorted(one.kinds),
        "registrerad": instant(one.created_at),
        "andrad": instant(one.changed_at),
        "avslutad": _moment(one.ended_at),
    }


def sum_shape(one: Sum) -> dict[str, Any]:
    """Return what there is to reconcile with."""
    return {"antal": one.count, "kontrollsumma": one.checksum}


def _groups(groups: Groups | None) -> Any:
    if groups is None:
        return ALL
    return {klass.value: sorted(groups.get(klass, ())) for klass in Klass}


def _moment(at: datetime | None) -> str | None:
    return instant(at) if at else None
