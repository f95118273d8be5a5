"""The question of version 10 as it is written on the wire."""

from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    model_validator,
)
from pydantic_core import CoreSchema

from lookups.answers.model import Klass
from lookups.catalogue import services as catalogue
from lookups.online.model import OnlineQuestion
from portal.api.faults import sentence, wrong
from portal.api.types import Text40, Text64, Text100, WireDate, WireUuid
from portal.errors import Fault, InvalidRequest

ALL = "alla"
MOST_GROUPS = 100


class Wire(BaseModel):
    """An object on the wire: a key that it does not have is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PeriodIn(Wire):
    """Tiden som frågan gäller, båda dagarna med. / The time asked about, both days included."""

    first: WireDate | None = Field(
        None,
        alias="from",
        description="Första dagen; annars 12 månader tillbaka. / First day; else 12 months back.",
    )
    last: WireDate | None = Field(
        None,
        alias="tom",
        description="Sista dagen; annars en månad framåt. / Last day; else one month ahead.",
    )

    @model_validator(mode="after")
    def in_order(self) -> Self:
        """Refuse a period that ends before it begins."""
        if self.first and self.last and self.last < self.first:
            raise wrong("ordning")
        return self


Codes = Annotated[list[Text40], Field(max_length=MOST_GROUPS)]


class GroupsIn(Wire):
    """Vilka uppgifter frågan gäller, per informationsklass. / Which information, per class."""

    beslut: Codes = Field(
        [], description="Beslut, båda myndigheternas. / Decisions of both agencies."
    )
    ansprak: Codes = Field([], description="Ansökningar. / Applications.")
    utbetalningar: Codes = Field([], description="Gjorda utbetalningar. / Payments made.")
    preliminara: Codes = Field(
        [],
        alias="preliminaraUtbetalningar",
        description="Planerade utbetalningar. / Planned payments.",
    )
    ovrig: Codes = Field(
        [], alias="ovrigInformation", description="Övriga uppgifter. / Other information."
    )

    @model_validator(mode="after")
    def something(self) -> Self:
        """Refuse a question about nothing."""
        if not any(codes for _, codes in self):
            raise wrong("ingen_grupp")
        return self

    def by_class(self) -> dict[Klass, list[str]]:
        """Return the codes of each class that was named."""
        told = self.model_dump(by_alias=True)
        return {klass: told[klass.value] for klass in Klass if told[klass.value]}


class OrAll:
    """Says in the description that `alla` may stand instead of the lists."""

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        told: dict[str, Any] = handler(core)
        lists = [one for one in told["anyOf"] if one != {"type": "null"}]
        return {"anyOf": [{"const": ALL, "type": "string"}, *lists]}


def unless_all(told: Any) -> Any:
    """Return None for `alla`: all that the purpose allows."""
    return None if told == ALL else told


class QuestionIn(Wire):
    """En fråga om en person. / A question about one person."""

    personnummer: str = Field(
        description=(
            "Personnummer eller samordningsnummer, 10 eller 12 siffror, i alla vanliga skrivsätt. "
            "Tio siffror utan tecken är `oklart_sekel` när två personer kan avses. "
            "/ Identity number, 10 or 12 digits; ten without a sign are refused when two persons may be meant."
        ),
        examples=["19880813-2388"],
    )
    andamal: Text40 | None = Field(
        None,
        description="Ändamålets kod; annars klientens förval. / The purpose's code; else the client's default.",
        examples=["ekonomiskt-bistand"],
    )
    period: PeriodIn | None = Field(
        None,
        description="Högst så lång som ändamålet medger. / At most as long as the purpose allows.",
    )
    grupper: Annotated[GroupsIn | None, BeforeValidator(unless_all), OrAll()] = Field(
        None,
        description=(
            "`alla` (förval: allt som ändamålet medger) eller listor per klass. "
            "/ `alla` (default: all that the purpose allows) or lists per class."
        ),
    )
    arendereferens: Text100 = Field(
        "",
        description="Ert ärendenummer, om ändamålet kräver det; aldrig ett personnummer. / Your case number.",
        examples=["2026-11482"],
    )
    handlaggare: Text64 = Field(
        "",
        description=(
            "Vem som frågar hos er, när ändamålet kräver det; loggas så som ni skriver. "
            "/ Who asks, when the purpose demands it; logged as you say it."
        ),
        examples=["hanna.handlaggare"],
    )
    aktor: WireUuid | None = Field(
        None,
        description=(
            "Aktörens id, som i huvudet X-Aktor; krävs när klienten företräder flera. "
            "/ The actor's id, as in the header X-Aktor."
        ),
    )

    def question(self) -> OnlineQuestion:
        """Return what is asked. Raises InvalidRequest for a group that its class does not have."""
        period = self.period or PeriodIn()
        return OnlineQuestion(
            identity=self.personnummer,
            purpose=self.andamal,
            first=period.first,
            last=period.last,
            groups=known_groups(self.grupper.by_class()) if self.grupper else None,
            case=self.arendereferens,
            caseworker=self.handlaggare,
            lenient_century=False,
        )


def known_groups(asked: Mapping[Klass, list[str]]) -> dict[Klass, frozenset[str]]:
    """Return the groups asked. Raises InvalidRequest that names the place of each unknown one, never what it said."""
    faults = [
        Fault(
            pointer=f"/grupper/{klass.value}/{place}",
            felkod="okand_grupp",
            detail=sentence("okand_grupp"),
        )
        for klass, codes in asked.items()
        for place, code in enumerate(codes)
        if code not in catalogue.known(klass)
    ]
    if faults:
        raise InvalidRequest(faults=faults)
    return {klass: frozenset(codes) for klass, codes in asked.items()}
