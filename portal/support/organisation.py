"""What support sees of an organisation: agreement, lanes now with their slots, use, refusals, and the history."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from portal import clock
from portal.moments import moment
from portal.organisations.models import Service
from portal.quotas import reads as quotas
from portal.quotas.figures import USUAL, Figures
from portal.quotas.models import Kind
from portal.quotas.use import Used, over_time
from portal.reference import short
from portal.shell import formats
from portal.shell.tables import Cell, Head, Table
from portal.support import reads, sections
from portal.support.reads import OrganisationTold, Raise
from portal.support.story import exact, story
from portal.usage import series
from portal.usage.lanes import Now
from portal.usage.overview import use_of
from portal.usage.told import way

REFUSALS = 100
HOURS = 10  # the busiest that are listed


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldTold:
    """A slot with a question in it, as its row shows it; `number` frees it."""

    service: Service
    slot: int
    number: int
    since: str
    leased_until: str
    reference: str
    call: str  # the address of the call's page, or ""


def page(whose: OrganisationTold, asked: Mapping[str, str], *, now: Now) -> dict[str, Any]:
    """Return what the page shows, in support's role; `asked` is the filter as the address says it."""
    at = now.at
    shown = use_of(whose.id, asked, now=now, refusals=REFUSALS, call=_call)
    span = series.span(shown["filter"].told["period"], at=at)
    hours = over_time(whose.id, since=span.since, until=span.until, step="hour")
    return shown | {
        "organisation": whose,
        "agreement": reads.agreement(whose.id, day=clock.swedish_day(at)),
        "held": _held(shown["live"]),
        "by_way": by_way(shown["used"]),
        "top_hours": _top_hours(shown["filter"].narrow(hours)),
        "sections": sections.shown(whose, at=at),
        "story": story(quotas.history(whose.id), reads.freed(whose.id)),
    }


def agreed_figures(organisation: int, *, at: datetime) -> dict[Service, Figures]:
    """Return what is agreed now, raises apart, for each service of today: what a raise is held against."""
    services = quotas.agreed_services(organisation, day=clock.swedish_day(at))
    standing = {
        one.service: one.after
        for one in quotas.history(organisation)
        if one.kind == Kind.AGREED and one.begins <= at and (one.ends is None or at < one.ends)
    }
    return {one: standing.get(one, USUAL[one]) for one in services}


def by_way(used: Iterable[Used]) -> Table:
    """Return use by service, way, client and version: let in and refused."""
    let_in: Counter[tuple[str, str, str]] = Counter()
    refused: Counter[tuple[str, str, str]] = Counter()
    for one in used:
        key = (str(one.service.label), way(one.channel, one.client), one.version)
        (refused if one.bound_by else let_in)[key] += one.questions
    return Table(
        key="per-kanal",
        caption=_("Per kanal, systemklient och version"),
        heads=(
            Head(text=_("Tjänst")),
            Head(text=_("Kanal")),
            Head(text=_("Version")),
            Head(text=_("Ställda"), numeric=True),
            Head(text=_("Nekade"), numeric=True),
        ),
        rows=tuple(
            (
                Cell(text=key[0]),
                Cell(text=key[1]),
                Cell(text=key[2] or "–"),
                Cell(text=formats.number(let_in[key]), numeric=True),
                Cell(text=formats.number(refused[key]), numeric=True),
            )
            for key in sorted({*let_in, *refused})
        ),
        empty=_("Inga frågor under perioden."),
    )


def raises(found: Iterable[Raise]) -> Table:
    """Return raises as a table for an administrator to look at."""
    return Table(
        key="hojningar",
        caption=_("Höjningar till mer än det dubbla"),
        heads=(
            Head(text=_("Organisation")),
            Head(text=_("Tjänst")),
            Head(text=_("Gånger"), numeric=True),
            Head(text=_("Inlagd")),
            Head(text=_("Till och med")),
            Head(text=_("Av")),
            Head(text=_("Skäl")),
        ),
        rows=tuple(
            (
                Cell(
                    text=one.organisation.name,
                    href=reverse("support:organisation", args=[one.organisation.aktors_id]),
                ),
                Cell(text=str(one.service.label)),
                Cell(text=formats.number(Decimal(str(round(one.factor, 1)))), numeric=True),
                Cell(text=moment(one.at)),
                Cell(text=moment(one.until)),
                Cell(text=one.by),
                Cell(text=one.why),
            )
            for one in found
        ),
        empty=_("Inga sådana höjningar den senaste veckan."),
    )


def _held(live: Iterable[quotas.Live]) -> tuple[HeldTold, ...]:
    return tuple(
        HeldTold(
            service=lane.service,
            slot=one.slot,
            number=one.number,
            since=exact(one.since),
            leased_until=exact(one.leased_until),
            reference=short(one.request_id) if one.request_id else "",
            call=reverse("support:call", args=[one.request_id]) if one.request_id else "",
        )
        for lane in live
        for one in quotas.held(lane.lane, at=lane.at)
    )


def _call(request_id: UUID) -> str:
    return reverse("support:call", args=[request_id])


def _top_hours(used: Iterable[Used]) -> Table:
    """Return the hours with most questions; those refused are questions too."""
    counted: Counter[tuple[datetime, Service]] = Counter()
    for one in used:
        counted[one.since, one.service] += one.questions
    return Table(
        key="timmar",
        caption=_("Timmar med flest frågor"),
        heads=(
            Head(text=_("Timme")),
            Head(text=_("Tjänst")),
            Head(text=_("Ställda och nekade"), numeric=True),
        ),
        rows=tuple(
            (
                Cell(text=moment(since)),
                Cell(text=str(service.label)),
                Cell(text=formats.number(number), numeric=True),
            )
            for (since, service), number in counted.most_common(HOURS)
        ),
        empty=_("Inga frågor under perioden."),
    )
