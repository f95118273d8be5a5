"""A mass query of version 10 as it is written on the wire: a list of persons, or a file beside the same fields."""

from typing import Annotated, Any, Literal, Self

from django.http import HttpRequest
from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator
from pydantic.json_schema import SkipJsonSchema

from lookups.api.v10.question import GroupsIn, OrAll, PeriodIn, Wire, known_groups, unless_all
from lookups.mass import checking
from lookups.mass.errors import KeyMissing
from lookups.mass.files.errors import FileTooLarge
from lookups.mass.files.services import Rows, read_file, read_listed
from lookups.mass.model import MassQuestion
from lookups.mass.models import OnFault
from portal import clock
from portal.api.faults import wrong
from portal.api.forms import is_file
from portal.api.types import Text40, Text64, Text100, WireUuid

KEY = 64  # characters


def _not_too_many(told: Any) -> Any:
    """Refuse a list that is longer than the ceiling, before anything in it is looked at. Raises FileTooLarge."""
    limits = checking.terms(at=clock.now()).limits
    if isinstance(told, list) and len(told) > limits.rows:
        raise FileTooLarge(size=limits.size, rows=limits.rows)
    return told


def _file(told: Any) -> Any:
    if not is_file(told):
        raise wrong("okand_nyckel")
    return told


Persons = Annotated[
    list[Any] | None,
    BeforeValidator(_not_too_many),
    WithJsonSchema(
        {
            "type": "array",
            "items": {
                "anyOf": [
                    {"type": "string"},
                    {
                        "type": "object",
                        "properties": {
                            "personnummer": {"type": "string"},
                            "egenReferens": {"type": "string", "maxLength": 64},
                            "arendereferens": {"type": "string", "maxLength": 100},
                        },
                        "required": ["personnummer"],
                        "additionalProperties": False,
                    },
                ]
            },
        }
    ),
]


class ListIn(Wire):
    """Personer som lista, eller en fil. / Persons as a list, or a file."""

    personnummer: Persons = Field(
        None,
        description=(
            "Nummer, eller objekt med `personnummer`, `egenReferens` och `arendereferens`; det första är rad 1. "
            "/ Numbers, or objects with own and case references; the first is row 1."
        ),
        examples=[["19880813-2388", {"personnummer": "194406098824", "egenReferens": "A-7"}]],
    )
    fil: Annotated[Any, BeforeValidator(_file), SkipJsonSchema()] = None  # of a form alone

    @model_validator(mode="after")
    def one_of_both(self) -> Self:
        """Refuse a call with neither list nor file, or with both."""
        if (self.personnummer is None) == (self.fil is None):
            raise wrong("fil_eller_lista")
        return self

    def rows(self) -> Rows:
        """Return the rows. Raises UnreadableFile, FileTooLarge."""
        terms = checking.terms(at=clock.now())
        if self.personnummer is not None:
            return read_listed(self.personnummer, terms=terms)
        return read_file(self.fil.file, name=self.fil.name or "", terms=terms)


def _listed(schema: dict[str, Any]) -> None:
    """Say that a call as JSON must hold the list."""
    schema["required"] = ["personnummer"]
    schema["properties"]["personnummer"].pop("default", None)


class MassIn(ListIn):
    """En massfråga. / A mass query."""

    model_config = ConfigDict(json_schema_extra=_listed)

    andamal: Text40 | None = Field(
        None,
        description="Ändamålets kod; annars klientens förval. / The purpose's code; else the default.",
        examples=["ekonomiskt-bistand"],
    )
    period: PeriodIn | None = Field(
        None, description="Som för en onlinefråga. / As for one person."
    )
    grupper: Annotated[GroupsIn | None, BeforeValidator(unless_all), OrAll()] = Field(
        None, description="`alla` (förval) eller listor per klass. / `alla` or lists per class."
    )
    arendereferens: Text100 = Field(
        "",
        description="För rader utan egen. / For rows without one of their own.",
        examples=["2026-11482"],
    )
    handlaggare: Text64 = Field("", description="Vem som frågar hos er. / Who asks.")
    on_fault: Literal["fortsatt", "avvisa"] = Field(
        "fortsatt",
        alias="vidFel",
        description=(
            "`fortsatt` frågar om de rader som är rätt, `avvisa` nekar hela. "
            "/ `fortsatt` asks about the right rows, `avvisa` refuses the whole."
        ),
    )
    aktor: WireUuid | None = Field(
        None, description="Aktörens id, som i X-Aktor. / The actor's id."
    )

    def question(self) -> MassQuestion:
        """Return what is asked. Raises InvalidRequest for a group that its class does not have."""
        period = self.period or PeriodIn()
        return MassQuestion(
            purpose=self.andamal,
            first=period.first,
            last=period.last,
            groups=known_groups(self.grupper.by_class()) if self.grupper else None,
            case=" ".join(self.arendereferens.split()),
            caseworker=" ".join(self.handlaggare.split()),
            on_fault=OnFault(self.on_fault),
            name=(self.fil.name or "")[:200] if self.fil else "",
        )


class CheckIn(MassIn):
    """En kontroll: andra fält prövas när de finns. / A check: other fields are judged when there."""


def idempotency_key(request: HttpRequest) -> str:
    """Return the call's key, quoted or not. Raises KeyMissing."""
    told = request.headers.get("Idempotency-Key", "").strip()
    if len(told) > 1 and told[0] == told[-1] == '"':
        told = told[1:-1]
    if not 1 <= len(told) <= KEY or not told.isprintable():
        raise KeyMissing
    return told
