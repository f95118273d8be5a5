"""`GET informationstyper`: with a token what I may ask for, per purpose; without one the whole description (R6)."""

from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from hashlib import sha256
from typing import Annotated, Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from ninja import Router
from ninja.params.functions import Header
from pydantic import Field

from lookups.answers.model import Klass
from lookups.api.v10 import examples
from lookups.api.v10.answer import AgencyOut, Day, KlassOut, Out
from lookups.api.v10.catalogue_examples import CATALOGUES
from lookups.catalogue import codes
from lookups.catalogue import services as catalogue
from lookups.catalogue.services import Described
from portal import clock
from portal.access.reads import Bearer
from portal.api import wire
from portal.api.bearer import BearerAuth, actor_named, asker_for
from portal.api.description import refusals
from portal.api.types import WireUuid
from portal.api.versioned import cacheable
from portal.gates.services import purposes_of
from portal.organisations.models import Service
from portal.organisations.reads import PurposeTold

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


class LawOut(Out):
    """Ett lagrum. / A legal ground."""

    text: str = Field(description="Lagrummet. / The provision.")
    first: Day = Field(alias="from", description="Gäller från och med. / In force from.")
    last: Day | None = Field(
        alias="tom", description="Till och med; null: gäller än. / Up to; null: still."
    )


class MeaningOut(Out):
    """En kod och när den gäller. / A code, and when it holds."""

    kod: str = Field(description="Koden. / The code.")
    namn: str = Field(description="Namn på svenska. / Swedish name.")
    english: str = Field(alias="namnEngelska", description="Namn på engelska. / English name.")
    first: Day | None = Field(
        alias="from", description="Gäller från och med; null: ingen gräns sagd. / In force from."
    )
    last: Day | None = Field(
        alias="tom", description="Till och med; null: ingen gräns sagd. / Up to and including."
    )
    historisk: bool = Field(
        description="Används inte längre, okänt sedan när. / No longer used, unknown since when."
    )


class TableOut(Out):
    """En kodtabell. / A code table."""

    tabell: str = Field(description="Tabellens namn i `kodtabeller`. / The table's name.")
    koder: list[MeaningOut] = Field(
        description="Koderna; andra kan komma och lämnas då som de är. / The codes; others may come, and are passed on."
    )


class CareOut(StrEnum):
    """Hur underlag för avgift inom omsorgen brukar ta uppgiften. / How the basis of care fees usually treats it."""

    COUNTS = "RAKNAS"
    HOUSING = "BOENDE"
    EXCLUDED = "RAKNAS_INTE"


class ListOut(Out):
    """En lista i utdraget och vad dess rader heter. / A list of the extract, and what its rows are called."""

    lista: str = Field(description="Listans namn, som i `lista`. / The list's name.")
    namn: str = Field(description="Namn på svenska. / Swedish name.")
    english: str = Field(alias="namnEngelska", description="Namn på engelska. / English name.")


class TypeOut(Out):
    """En grupp i en informationsklass. / A group in an information class."""

    klass: KlassOut = Field(
        description="Informationsklass, nyckel i `grupper`. / Class, a key of `grupper`."
    )
    grupp: str = Field(description="Gruppens kod. / The group's code.")
    namn: str = Field(description="Namn på svenska. / Swedish name.")
    english: str = Field(alias="namnEngelska", description="Namn på engelska. / English name.")
    utlamnare: AgencyOut = Field(description="Vem som lämnar ut. / Who releases.")
    lagrum: list[LawOut] = Field(description="Lagrum för förmånen. / The benefit's legal grounds.")
    lamnas: bool = Field(
        description="Om tjänsten lämnar den än. / Whether the service gives it yet."
    )
    listor: list[ListOut] = Field(
        description="Listorna i utdraget, som raderna säger i `lista`. / The extract's lists, as rows say in `lista`."
    )
    falt: list[str] = Field(
        description="Fält som `underlag`, `innehall` eller `person` kan ha. / Fields that these may hold."
    )
    kodtabeller: list[str] = Field(
        description="Kodtabeller som dess rader använder. / Code tables that its rows use."
    )
    beskrivning: str = Field(description="Vad det är, på svenska. / What it is, in Swedish.")
    about: str = Field(
        alias="beskrivningEngelska",
        description="Vad det är, på engelska. / What it is, in English.",
    )
    avgiftsunderlag: CareOut = Field(
        description="Ett förslag: praxis är nämndens. / A hint: practice is the board's."
    )
    sida: str = Field(description="Sidan som beskriver den. / The page that describes it.")


class PurposeOut(Out):
    """Ett ändamål som klienten får fråga för. / A purpose that the client may ask for."""

    kod: str = Field(description="Koden i `andamal`. / The code in `andamal`.")
    namn: str = Field(description="Ändamålets namn. / The purpose's name.")
    english: str = Field(alias="namnEngelska", description="På engelska. / In English.")
    lagrum: str = Field(description="Det som ger rätt att fråga. / What gives the right to ask.")
    since: Day = Field(alias="lagrumFran", description="Lagrummet gäller från. / In force from.")
    months: int = Field(
        alias="langstaPeriodManader", description="Längsta period. / Longest period, months."
    )
    case: bool = Field(
        alias="arendereferensKravs", description="Om ärendenummer krävs. / Case number required."
    )
    caseworker: bool = Field(
        alias="handlaggareKravs", description="Om handläggare krävs. / Caseworker required."
    )
    forval: bool = Field(
        description="Gäller när inget ändamål anges. / Holds when no purpose is named."
    )
    grupper: dict[str, list[str]] = Field(
        description="Som `grupper` i en fråga. / As `grupper` in a question."
    )


class CatalogueOut(Out):
    """Vad som finns att fråga om. / What there is to ask for."""

    andamal: list[PurposeOut] = Field(
        description="Mina ändamål; tom utan token. / My purposes; empty without a token."
    )
    types: list[TypeOut] = Field(
        alias="informationstyper", description="Grupper per klass. / Groups per class."
    )
    tables: list[TableOut] = Field(
        alias="kodtabeller",
        description="De kodtabeller som typerna använder. / The code tables that the types use.",
    )
    nasta: str | None = Field(description="Alltid null här. / Always null here.")


router = Router(tags=["Informationstyper"])


@router.get(
    "/informationstyper",
    auth=BearerAuth(optional=True),
    response={200: CatalogueOut},
    by_alias=True,
    operation_id="listInformationTypes",
    summary="Vad som går att fråga om / What there is to ask for",
    openapi_extra={
        "security": [{}],
        "responses": {
            200: {
                "description": "Med token mitt, utan token allt. / With a token mine, without one all.",
                "headers": examples.CATALOGUE_HEADERS,
                "content": {"application/json": {"examples": CATALOGUES}},
            },
            304: {"description": "Oförändrat sedan `ETag`. / Unchanged since the `ETag`."},
            **refusals(*REFUSALS, members=examples.REFUSED),
        },
    },
)
def information_types(
    request: HttpRequest,
    x_aktor: Annotated[
        WireUuid | None, Header(alias="X-Aktor", description=examples.X_AKTOR)
    ] = None,
) -> HttpResponse:
    """Med token: vad klienten får fråga om, per ändamål. Utan token: hela beskrivningen. Kostar ingen fråga.

    With a token: what the client may ask for, per purpose. Without one: the whole description. Free of charge.
    """
    caller = request.auth  # type: ignore[attr-defined]  # the door's
    response = (
        _mine(caller, x_aktor) if isinstance(caller, Bearer) else cacheable(request, *_whole())
    )
    patch_vary_headers(response, ["Authorization"])
    return response


def _mine(caller: Bearer, header: Any) -> HttpResponse:
    asker = asker_for(caller, actor_named(caller, header=header))
    purposes = purposes_of(asker, Service.ONLINE, at=clock.now())
    groups = frozenset[tuple[str, str]]().union(*(one.groups for one in purposes))
    told = {
        "andamal": [_purpose(one, forval=one.code == asker.default_purpose) for one in purposes],
        **_types(catalogue.offered(groups)),
        "nasta": None,
    }
    return wire.answer(told, headers={"Cache-Control": "no-store"})


@cache
def _whole() -> tuple[bytes, str]:
    """Return the whole description and its tag: it changes with the program alone."""
    told = {"andamal": [], **_types(catalogue.whole()), "nasta": None}
    body = msgspec.json.encode(told)
    return body, f'"{sha256(body).hexdigest()[:32]}"'


def _types(described: Sequence[Described]) -> dict[str, Any]:
    """Return the types with the code tables that they use."""
    names = sorted({table for one in described for table in one.tables})
    return {
        "informationstyper": [_type(one) for one in described],
        "kodtabeller": [{"tabell": name, "koder": _codes(name)} for name in names],
    }


def _type(one: Described) -> dict[str, Any]:
    agency, _, code = one.group.partition(":")
    return {
        "klass": one.klass,
        "grupp": one.group,
        "namn": one.name,
        "namnEngelska": one.english,
        "utlamnare": one.agency,
        "lagrum": [{"text": law.text, "from": law.since, "tom": law.until} for law in one.law],
        "lamnas": one.given,
        "listor": [
            {"lista": name, "namn": swedish, "namnEngelska": english}
            for name, swedish, english in one.lists
        ],
        "falt": list(one.fields),
        "kodtabeller": list(one.tables),
        "beskrivning": one.told.about_sv,
        "beskrivningEngelska": one.told.about_en,
        "avgiftsunderlag": CareOut[one.told.care.name],
        "sida": f"/hjalp/beskrivning/{agency}/{code}/",
    }


@cache
def _codes(table: str) -> list[dict[str, Any]]:
    english = codes.english_tables()[table]
    return [
        {
            "kod": code,
            "namn": name,
            "namnEngelska": english[code],
            "from": (told := codes.validity(table, code)).since,
            "tom": told.until,
            "historisk": told.historical,
        }
        for code, name in codes.tables()[table].items()
    ]


def _purpose(one: PurposeTold, *, forval: bool) -> dict[str, Any]:
    return {
        "kod": one.code,
        "namn": one.name,
        "namnEngelska": one.english or one.name,
        "lagrum": one.law,
        "lagrumFran": one.law_from,
        "langstaPeriodManader": one.months,
        "arendereferensKravs": one.case_required,
        "handlaggareKravs": one.caseworker_required,
        "forval": forval,
        "grupper": {
            klass.value: sorted(group for its, group in one.groups if its == klass)
            for klass in Klass
        },
    }
