"""A subscription as it is written on the wire, and the question whether there is one."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema

from lookups.api.v10.question import ALL, GroupsIn, OrAll, Wire, known_groups, unless_all
from portal.api.faults import wrong
from portal.api.types import Text40, Text100, WireDate, WireUuid
from subscriptions.kinds import Kind
from subscriptions.subscribing.model import Wanted

KINDS = [one.value for one in Kind]


def _kinds(value: Any) -> frozenset[str] | None:
    if value is None or value == ALL:
        return None
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise wrong("typ")
    if not value:
        raise wrong("tomt")
    if not set(value) <= set(KINDS):
        raise wrong("form")
    return frozenset(value)


_LISTED: Mapping[str, Any] = {
    "type": "array",
    "minItems": 1,
    "items": {"type": "string", "enum": KINDS},
}
KindsIn = Annotated[
    frozenset[str] | None,
    PlainValidator(_kinds),
    WithJsonSchema({"anyOf": [{"const": ALL, "type": "string"}, dict(_LISTED)]}),
]
Written = Annotated[
    str,
    Field(
        description=(
            "Personnummer eller samordningsnummer, 10 eller 12 siffror, i alla vanliga skrivsätt. "
            "/ Identity number, 10 or 12 digits, in all usual forms."
        ),
        examples=["19880813-2388"],
    ),
]
Actor = Annotated[
    WireUuid | None,
    Field(description="Aktörens id, som i X-Aktor. / The actor's id, as in X-Aktor."),
]


class Said(Wire):
    """Vad en prenumeration säger. / What a subscription says."""

    personnummer: Written
    andamal: Text40 | None = Field(
        None,
        description="Ändamålets kod; annars klientens förval. / The purpose's code; else the client's default.",
        examples=["ekonomiskt-bistand"],
    )
    arendereferens: Text100 = Field(
        "",
        description="Ert ärendenummer, om ändamålet kräver det; aldrig ett personnummer. / Your case number.",
        examples=["2026-11482"],
    )
    tom: WireDate = Field(
        description=(
            "Sista dagen, högst så långt fram som avtalet medger; avregistrera när ärendet avslutas. "
            "/ Last day, no further ahead than agreed; unregister when the case is closed."
        )
    )
    grupper: Annotated[GroupsIn | None, BeforeValidator(unless_all), OrAll()] = Field(
        None,
        description=(
            "`alla` (förval: allt som ändamålet medger) eller listor per klass. "
            "/ `alla` (default: all that the purpose allows) or lists per class."
        ),
    )
    slag: KindsIn = Field(
        None,
        description=(
            "`alla` (förval) eller de slag ni vill få. SKYDD, ATERKALLELSE, PRENUMERATION_UPPHOR och LIVSTECKEN "
            "kommer alltid. / `alla` (default) or the kinds you want; those four always come."
        ),
    )

    def wanted(self) -> Wanted:
        """Return what is wanted. Raises InvalidRequest for a group that its class does not have."""
        return Wanted(
            identity=self.personnummer,
            purpose=self.andamal,
            case=self.arendereferens,
            until=self.tom,
            groups=known_groups(self.grupper.by_class()) if self.grupper else None,
            kinds=self.slag,
        )


class SubscriptionIn(Said):
    """En prenumeration på en person, i ett ärende. / A subscription to a person, in a case."""

    aktor: Actor = None


class ListIn(Wire):
    """Er lista att stämma av. / Your list, to reconcile."""

    prenumerationer: list[WireUuid] = Field(
        max_length=100_000,
        description="Id:n på dem som ni har som aktiva. / Ids of those that you have as active.",
    )
    aktor: Actor = None


class ClosedIn(Wire):
    """Ett ärende som är avslutat. / A case that is closed."""

    arendereferens: Text100 = Field(
        description="Ert ärendenummer. / Your case number.", examples=["2026-11482"]
    )
    aktor: Actor = None


class CheckIn(Wire):
    """En person som ni kanske prenumererar på. / A person whom you may subscribe to."""

    personnummer: Written
    aktor: Actor = None
