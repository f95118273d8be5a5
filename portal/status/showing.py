"""What the public page shows of the record, in words: now, planned, the last 90 days, and the coming hours (R20)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from portal.clock import swedish_day
from portal.hours import services as hours
from portal.hours.model import Day, Interval, ServiceKind
from portal.organisations.models import Service
from portal.status import availability, reads, sentences
from portal.status.availability import Availability
from portal.status.model import Board, Incident, State, Window
from portal.status.words import (
    affected,
    chosen,
    clock_time,
    dated,
    language,
    listed,
    moment,
    part_name,
    reason_words,
    service_name,
    weekday_and_date,
)

WEEKS = timedelta(weeks=4)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceNow:
    """How a service is now: its status word, and a sentence of it or ""."""

    name: str
    code: str  # oppet stangt servicefonster begransad storning
    word: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateShown:
    """A word said of an incident."""

    at: str
    stage: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentShown:
    """An incident with all its updates, newest first."""

    key: str
    title: str
    said: tuple[str, ...]
    affected: str
    summary: str
    updates: tuple[UpdateShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowShown:
    """A window with its state and what is said of it."""

    key: str
    state: str
    said: tuple[str, ...]
    affected: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayShown:
    """A day whose hours are not the weekday's own."""

    day: str
    what: str
    hours: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """All of the page."""

    services: tuple[ServiceNow, ...]
    extracts: tuple[str, ...]
    incidents: tuple[IncidentShown, ...]
    windows: tuple[WindowShown, ...]
    planned: tuple[WindowShown, ...]
    past_incidents: tuple[IncidentShown, ...]
    past_windows: tuple[WindowShown, ...]
    hours: tuple[str, ...]
    exceptions: tuple[DayShown, ...]
    availability: tuple[Availability, ...]


def page(board: Board, *, at: datetime) -> Page:
    """Return the page at a moment."""
    when = sentences.seen(at)
    now = [one for one in board.incidents if one.under_way(at)]
    going = reads.states(board.windows, State.UNDER_WAY, State.OVERRUN, at=at)
    ahead = [
        one
        for one in board.windows
        if one.state(at) is State.PLANNED or (one.state(at) is State.CANCELLED and at < one.ends_at)
    ]
    done = [one for one in board.windows if one not in ahead and one not in going]
    return Page(
        services=tuple(service_now(board, one, at=at) for one in Service),
        extracts=tuple(sentences.unread(one, when=when) for one in board.unread),
        incidents=tuple(_incident(one, at=at) for one in now),
        windows=tuple(_window(one, at=at) for one in going),
        planned=tuple(_window(one, at=at) for one in ahead),
        past_incidents=tuple(_incident(one, at=at) for one in board.incidents if one not in now),
        past_windows=tuple(_window(one, at=at) for one in reversed(done)),
        hours=hours_today(board, at=at),
        exceptions=exceptions(board, at=at),
        availability=tuple(availability.of(board, one, at=at) for one in Service),
    )


def service_now(board: Board, service: Service, *, at: datetime) -> ServiceNow:
    """Return how a service is: what closes it before what limits it."""
    held = reads.closing(board, service, at=at)
    by_hours = reads.verdict(board, reads.KINDS[service], at=at)
    opens = reads.opens_again(board, service, at=at)
    until = _("Öppnar %(oppnar)s.") % {"oppnar": moment(opens, now=at)} if opens else ""
    if held.shut and held.incidents:
        confirmed = any(one.confirmed for one in held.incidents)
        word = _("Störning") if confirmed else _("Upptäckt automatiskt")
        return _now(service, "storning", word, until)
    if held.shut:
        return _now(service, "servicefonster", _("Servicefönster"), until)
    if not by_hours.open:
        return _now(service, "stangt", _("Stängt"), until)
    if reads.detected(board, service, at=at):
        return _now(service, "storning", _("Upptäckt automatiskt"), "")
    if reads.is_limited(board, service, at=at):
        return _now(service, "begransad", _("Begränsad"), _limits(board, service, at=at))
    return _now(service, "oppet", _("Öppet"), "")


def _limits(board: Board, service: Service, *, at: datetime) -> str:
    parts = reads.limited_parts(board, service, at=at)
    delar = listed([part_name(part) for part in sorted(parts)]) if parts else ""
    return _("%(delar)s fungerar inte, resten fungerar.") % {"delar": delar} if parts else ""


def _now(service: Service, code: str, word: str, said: str) -> ServiceNow:
    return ServiceNow(name=service_name(service), code=code, word=word, said=said)


def _incident(one: Incident, *, at: datetime) -> IncidentShown:
    return IncidentShown(
        key=str(one.key),
        title=chosen(one.title_sv, one.title_en),
        said=sentences.incident(one, at=at, when=dated),
        affected=affected(one),
        summary=chosen(one.summary_sv, one.summary_en),
        updates=tuple(
            UpdateShown(
                at=dated(word.at),
                stage=str(sentences.STAGES[word.stage]),
                text=chosen(word.text_sv, word.text_en),
            )
            for word in reversed(one.updates)
        ),
    )


def _window(one: Window, *, at: datetime) -> WindowShown:
    return WindowShown(
        key=str(one.key),
        state=str(sentences.STATES[one.state(at)]),
        said=(*sentences.window(one, at=at), sentences.text_of(one)),
        affected=affected(one),
    )


def hours_today(board: Board, *, at: datetime) -> tuple[str, ...]:
    """Return the three lines of today's hours (texts.md 3.6)."""
    today = swedish_day(at)
    (mass,) = _days(board, ServiceKind.MASS, today, today)
    (desk,) = _days(board, ServiceKind.DESK, today, today)
    return (
        _("Onlinefråga och LEKA: alla dagar, dygnet runt."),
        _line(board, mass, ServiceKind.MASS, at=at),
        _line(board, desk, ServiceKind.DESK, at=at),
    )


def _line(board: Board, day: Day, kind: ServiceKind, *, at: datetime) -> str:
    told = {"tider": open_hours(day.openings), "anledning": _why(day)}
    mass = kind is ServiceKind.MASS
    if day.openings:
        if mass:
            return _("Massfråga i dag: %(tider)s.") % told
        return _("Kundcenter för Partner i dag: %(tider)s.") % told
    opens = reads.verdict(board, kind, at=at).next_opening
    told |= {"oppnar": dated(opens) if opens else ""}
    if told["anledning"]:
        if mass:
            return _("Massfråga i dag: stängt (%(anledning)s), öppnar %(oppnar)s.") % told
        return _("Kundcenter för Partner i dag: stängt (%(anledning)s), öppnar %(oppnar)s.") % told
    if mass:
        return _("Massfråga i dag: stängt, öppnar %(oppnar)s.") % told
    return _("Kundcenter för Partner i dag: stängt, öppnar %(oppnar)s.") % told


def exceptions(board: Board, *, at: datetime) -> tuple[DayShown, ...]:
    """Return the days of the coming four weeks whose hours are not the weekday's own (R14, R16)."""
    first = swedish_day(at)
    last = first + WEEKS
    told = [
        (day, name)
        for kind, name in (
            (ServiceKind.MASS, _("Massfråga")),
            (ServiceKind.DESK, _("Kundcenter för Partner")),
        )
        for day in _days(board, kind, first, last)
        if day.differs or day.deviations
    ]
    return tuple(
        DayShown(
            day=weekday_and_date(day.date),
            what=name,
            hours=open_hours(day.openings) or _("stängt"),
            reason=_why(day),
        )
        for day, name in sorted(told, key=lambda one: one[0].date)
    )


def _days(board: Board, kind: ServiceKind, first: date, last: date) -> tuple[Day, ...]:
    other = reads.other_hours(board, language=language())
    return hours.days(kind, first, last, other)


def _why(day: Day) -> str:
    return reason_words(day.reason, day.deviations[0] if day.deviations else None)


def open_hours(openings: tuple[Interval, ...]) -> str:
    """Return a day's hours: `07.00–21.30`; nothing for a closed day."""
    return ", ".join(f"{clock_time(one.start)}–{clock_time(one.end)}" for one in openings)
