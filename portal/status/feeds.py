"""The record for machines: JSON, and calendar entries (api.md). Times RFC 3339 in UTC, wire words Swedish."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.clock import swedish_day
from portal.hours import ics
from portal.hours import services as hours
from portal.hours.ics import Event
from portal.hours.model import Interval, ServiceKind
from portal.organisations.models import Service
from portal.status import availability, reads, sentences, showing
from portal.status.availability import Availability, DayCount
from portal.status.model import Affects, Board, Incident, Level, Stage, State, Window
from portal.status.words import chosen, dated

LEVELS = {Level.INFO: "information", Level.LIMITED: "begransad", Level.CLOSED: "stangd"}
STATES = {
    State.PLANNED: "planerat",
    State.UNDER_WAY: "pagar",
    State.OVERRUN: "drar_over",
    State.DONE: "klart",
    State.CANCELLED: "installt",
}
STAGES = {
    Stage.INVESTIGATING: "utreds",
    Stage.IDENTIFIED: "orsaken_hittad",
    Stage.MENDING: "atgardas",
    Stage.WATCHING: "foljs_upp",
    Stage.SOLVED: "avslutad",
}
OPENINGS_AHEAD = timedelta(weeks=4)
DAY_ONE = datetime(2026, 1, 1, tzinfo=UTC)  # when openings by the tables were last changed


def instant(at: datetime | None) -> str | None:
    """Return a moment as the wire has it, or null."""
    if at is None:
        return None
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def document(board: Board, *, at: datetime) -> dict[str, Any]:
    """Return `/status.json`. The same record at the same state gives the same document: no time of making in it."""
    return {
        "tjanster": [_service(board, one, at=at) for one in Service],
        "utdrag": [
            {"kod": one.part.value, "tillstand": "OTILLGANGLIG", "sedan": instant(one.since)}
            for one in board.unread
        ],
        "servicefonster": [window(one, at=at) for one in board.windows],
        "storningar": [_incident(one, at=at) for one in board.incidents],
        "avvikelser": [
            {
                "id": str(one.key),
                "galler": "massfraga" if one.kind == "mass" else "support",
                "from": one.first_day.isoformat(),
                "tom": one.last_day.isoformat(),
                "oppnar": f"{one.opens:%H:%M}" if one.opens else None,
                "stanger": f"{one.closes:%H:%M}" if one.closes else None,
                "skal": _both(one.text_sv, one.text_en),
            }
            for one in board.deviations
        ],
        "tillganglighet": [_availability(availability.of(board, one, at=at)) for one in Service],
    }


def _availability(one: Availability) -> dict[str, Any]:
    """Return a service's share with the minutes that it is computed from (docs/operations.md)."""
    return {
        "tjanst": one.service.value,
        "andel": _exact(one.share),
        "andelOmOkandaRaknasSomFel": _exact(one.least),
        **_minutes(one),
        "dygn": [
            {
                "datum": day.day.isoformat(),
                **_minutes(day),
                "felaktigaTider": _times(day.bad_times),
                "okandaTider": _times(day.unknown_times),
            }
            for day in one.days
        ],
    }


def _times(told: tuple[Interval, ...]) -> list[dict[str, str | None]]:
    return [{"fran": instant(one.start), "till": instant(one.end)} for one in told]


def _minutes(one: Availability | DayCount) -> dict[str, int]:
    return {
        "avtaladeMinuter": one.agreed,
        "fungerande": one.good,
        "felaktiga": one.bad,
        "okanda": one.unknown,
    }


def _exact(share: Decimal | None) -> float | None:
    """Return a share of four decimals as JSON's number."""
    return None if share is None else float(share)


def _both(swedish: str, english: str) -> dict[str, str]:
    return {"sv": swedish, "en": english}


def _service(board: Board, service: Service, *, at: datetime) -> dict[str, Any]:
    now = showing.service_now(board, service, at=at)
    open_now = reads.verdict(board, reads.KINDS[service], at=at).open
    shut = not open_now or reads.closing(board, service, at=at).shut
    with override("en"):
        english = showing.service_now(board, service, at=at)
    with override("sv"):
        swedish = showing.service_now(board, service, at=at)
    return {
        "tjanst": service.value,
        "namn": _both(swedish.name, english.name),
        "lage": now.code,
        "lageText": _both(swedish.word, english.word),
        "oppnar": instant(reads.opens_again(board, service, at=at)) if shut else None,
        "stangdaDelar": sorted(reads.closing(board, service, at=at).parts),
    }


def _affects(one: Affects) -> dict[str, Any]:
    return {
        "id": str(one.key),
        "tjanster": list(one.services),
        "delar": [part.value for part in one.parts],
        "paverkan": LEVELS[one.level],
        "text": _both(one.text_sv, one.text_en),
    }


def window(one: Window, *, at: datetime) -> dict[str, Any]:
    """Return a window as `/status.json` and the hours of the API have it."""
    return _affects(one) | {
        "tillstand": STATES[one.state(at)],
        "borjar": instant(one.starts_at),
        "slutar": instant(one.ends_at),
        "planerat": instant(one.planned_at),
        "installt": instant(one.cancelled_at),
        "avslutat": instant(one.ended_at),
        "utanforVanligaTider": _both(one.outside_sv, one.outside_en) if one.outside_sv else None,
        "flyttar": [
            {
                "tid": instant(move.moved_at),
                "borjade": instant(move.starts_at),
                "slutade": instant(move.ends_at),
            }
            for move in one.moves
        ],
    }


def _incident(one: Incident, *, at: datetime) -> dict[str, Any]:
    return _affects(one) | {
        "rubrik": _both(one.title_sv, one.title_en),
        "pagar": one.under_way(at),
        "lage": STAGES[one.stage],
        "ansvarig": one.whose.value,
        "automatiskt": one.automatic,
        "bekraftad": one.confirmed,
        "borjade": instant(one.opened_at),
        "beraknasFungera": instant(one.expected_at),
        "nastaBesked": instant(one.next_word_at),
        "avslutad": instant(one.ended_at),
        "sammanfattning": _both(one.summary_sv, one.summary_en) if one.summary_sv else None,
        "ingetForlorat": one.nothing_lost,
        "uppdateringar": [
            {
                "tid": instant(word.at),
                "lage": STAGES[word.stage],
                "text": _both(word.text_sv, word.text_en),
            }
            for word in one.updates
        ],
    }


def calendar(board: Board, *, at: datetime, host: str, url: str) -> str:
    """Return `/status.ics`: windows, incidents, and when mass queries and the desk are open in four weeks to come."""
    events = (
        *_windows(board, at=at, url=url),
        *_incidents(board, at=at, url=url),
        *_openings(board, at=at),
    )
    return ics.calendar_text(_("Driftinformation"), events, host=host)


def _windows(board: Board, *, at: datetime, url: str) -> Iterator[Event]:
    for one in board.windows:
        said = sentences.window(one, at=at)
        yield Event(
            uid=str(one.key),
            start=one.starts_at,
            end=max(one.over_at, one.starts_at + timedelta(minutes=1)),
            summary=said[0],
            description="\n".join([*said[1:], sentences.text_of(one)]),
            changed=one.changed_at,
            url=url,
            sequence=len(one.moves)
            + sum(told is not None for told in (one.cancelled_at, one.ended_at, one.overran_at)),
            cancelled=one.cancelled_at is not None,
        )


def _incidents(board: Board, *, at: datetime, url: str) -> Iterator[Event]:
    for one in board.incidents:
        end = one.ended_at or one.expected_at or one.opened_at
        yield Event(
            uid=str(one.key),
            start=one.opened_at,
            end=max(end, one.opened_at + timedelta(minutes=1)),
            summary=chosen(one.title_sv, one.title_en),
            description="\n".join(sentences.incident(one, at=at, when=dated)),
            changed=one.changed_at,
            url=url,
            sequence=len(one.updates),
        )


def _openings(board: Board, *, at: datetime) -> Iterator[Event]:
    first = swedish_day(at)
    for kind, name in (
        (ServiceKind.MASS, _("Massfrågor är öppna")),
        (ServiceKind.DESK, _("Kundcenter för Partner är öppet")),
    ):
        for one in hours.openings(kind, first, first + OPENINGS_AHEAD, reads.other_hours(board)):
            yield Event(
                uid=f"{kind.value}-{one.start:%Y%m%d}",
                start=one.start,
                end=one.end,
                summary=name,
                changed=DAY_ONE,
            )
