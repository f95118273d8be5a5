"""`GET oppettider`: the agreed hours day by day, with what deviates and which windows are planned (R12-R16)."""

from collections.abc import Mapping
from datetime import date, timedelta
from hashlib import sha256
from typing import Annotated, Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from ninja import Router
from ninja.params.functions import Query
from pydantic import Field

from lookups.api.v10 import examples
from lookups.api.v10.answer import Day, Moment, Out
from portal import clock
from portal.api.description import refusals
from portal.api.faults import sentence
from portal.api.types import WireDate
from portal.api.versioned import cacheable
from portal.errors import Fault, InvalidRequest
from portal.status import daily

REFUSALS = (
    "invalid-request",
    "method-not-allowed",
    "not-acceptable",
    "temporarily-unavailable",
    "too-many-calls",
    "request-timeout",
    "version-ended",
    "internal-error",
)
MOST_DAYS = 366
AHEAD = timedelta(weeks=4)
ClockTime = Annotated[str, Field(pattern="^[0-2][0-9]:[0-5][0-9]$", examples=["07:00"])]


class HoursOut(Out):
    """Öppet en svensk dag; stänger 00:00: vid dygnets slut. / Open on a Swedish day; closes 00:00: at its end."""

    oppnar: ClockTime = Field(description="Öppnar, svensk tid. / Opens, Swedish time.")
    stanger: ClockTime = Field(description="Stänger, svensk tid. / Closes, Swedish time.")


class WindowOut(Out):
    """Ett servicefönster som berör dagen. / A window that touches the day."""

    id: str = Field(description="Fönstrets id. / The window's id.")
    tjanster: list[str] = Field(description="Berörda tjänster. / Services concerned.")
    delar: list[str] = Field(
        description="Berörda myndigheters delar; tom: hela tjänsten. / Agencies' parts; empty: the service."
    )
    paverkan: str = Field(
        description="`information`, `begransad` eller `stangd`. / How much it is felt."
    )
    tillstand: str = Field(
        description="`planerat`, `pagar`, `drar_over`, `klart` eller `installt`. / Its state."
    )
    borjar: Moment = Field(description="Börjar. / Begins.")
    slutar: Moment = Field(description="Slutar. / Ends.")


class DayOut(Out):
    """En svensk dag. / A Swedish day."""

    datum: Day = Field(description="Dagen. / The day.")
    massfraga: HoursOut | None = Field(
        description="När massfrågor är öppna; null: stängt. / When mass queries are open; null: closed."
    )
    support: HoursOut | None = Field(
        description="När Kundcenter för Partner är öppet; null: stängt. / The support desk; null: closed."
    )
    anledning: str | None = Field(
        description="Varför tiderna avviker; null: de gör inte det. / Why they differ; null: they do not."
    )
    servicefonster: list[WindowOut] = Field(
        description="Servicefönster som berör dagen. / Windows that touch the day."
    )


class HoursAnswerOut(Out):
    """Öppettiderna. / The opening hours."""

    dagar: list[DayOut] = Field(description="Dag för dag. / Day by day.")


router = Router(tags=["Öppettider"])


@router.get(
    "/oppettider",
    auth=None,
    response={200: HoursAnswerOut},
    by_alias=True,
    operation_id="listOpeningHours",
    summary="Öppettider dag för dag / Opening hours day by day",
    openapi_extra={
        "security": [{}],
        "responses": {
            200: {
                "description": "Dagarna, i ordning. / The days, in order.",
                "headers": examples.CATALOGUE_HEADERS,
                "content": {"application/json": {"examples": examples.HOURS}},
            },
            304: {"description": "Oförändrat sedan `ETag`. / Unchanged since the `ETag`."},
            **refusals(*REFUSALS, members=examples.REFUSED),
        },
    },
)
def opening_hours(
    request: HttpRequest,
    first: Annotated[
        WireDate | None,
        Query(alias="from", description="Första dag; i dag om inget anges. / First day; today."),
    ] = None,
    last: Annotated[
        WireDate | None,
        Query(alias="tom", description="Sista dag; fyra veckor senare. / Last day; four weeks on."),
    ] = None,
) -> HttpResponse:
    """När massfrågor och Kundcenter för Partner är öppna, med avvikelser och servicefönster. Högst 366 dagar.

    Onlinefråga och LEKA är öppna alla dagar, dygnet runt, utom i ett servicefönster som stänger dem.

    When mass queries and the support desk are open, with holidays, deviations and windows. At most 366 days a call.
    """
    at = clock.now()
    begins = first or clock.swedish_day(at)
    ends = last or begins + AHEAD
    _hold(begins, ends)
    told = {"dagar": [_day(one) for one in daily.days(begins, ends, at=at)]}
    body = msgspec.json.encode(told)
    response = cacheable(request, body, f'"{sha256(body).hexdigest()[:32]}"')
    response["Cache-Control"] = "public, max-age=30"
    response["Content-Language"] = get_language() or "sv"
    patch_vary_headers(response, ("Accept-Language",))
    return response


def _hold(first: date, last: date) -> None:
    """Refuse days in the wrong order, too many, or beyond the known holidays. Raises InvalidRequest."""
    felkod = daily.wrong_with(first, last, most=MOST_DAYS)
    if felkod:
        raise InvalidRequest(faults=[Fault(pointer="/tom", felkod=felkod, detail=sentence(felkod))])


def _day(day: daily.DayTold) -> Mapping[str, Any]:
    return {
        "datum": day.date.isoformat(),
        "massfraga": _hours(day.mass),
        "support": _hours(day.desk),
        "anledning": day.reason or None,
        "servicefonster": [
            {name: one[name] for name in WindowOut.model_fields} for one in day.windows
        ],
    }


def _hours(told: tuple[str, str] | None) -> Mapping[str, str] | None:
    return {"oppnar": told[0], "stanger": told[1]} if told else None
