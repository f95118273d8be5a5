"""What holds for whom at a moment: hours, what is closed, what is near. Pure but for `board`."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time

from portal.hours import services as hours
from portal.hours.model import ALL_DAY, Hours, ServiceKind, Verdict
from portal.hours.model import Deviation as OtherHours
from portal.hours.walltime import whole_days
from portal.organisations.models import Service
from portal.status.board import board
from portal.status.model import Board, Incident, Level, Part, State, Window

__all__ = ["board"]

KINDS = {
    Service.ONLINE: ServiceKind.ALWAYS,
    Service.MASS: ServiceKind.MASS,
    Service.LEKA: ServiceKind.ALWAYS,
}
MOST_STEPS = 20  # closures that follow upon each other until a service opens


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """What closes a service, or some agencies' parts of it, now."""

    parts: frozenset[Part]  # empty: the service itself
    windows: tuple[Window, ...]
    incidents: tuple[Incident, ...]

    @property
    def causes(self) -> tuple[Window | Incident, ...]:
        """Return what closes."""
        return (*self.windows, *self.incidents)

    @property
    def shut(self) -> bool:
        """Say whether nothing of the service works."""
        return bool(self.causes) and self.parts in (frozenset(), frozenset(Part))


def other_hours(board: Board, *, language: str = "sv") -> tuple[OtherHours, ...]:
    """Return the deviations as the hours' room takes them, told in a language."""
    return tuple(
        OtherHours(
            key=str(one.key),
            kind=ServiceKind(one.kind),
            start=whole_days(one.first_day, one.last_day).start,
            end=whole_days(one.first_day, one.last_day).end,
            hours=_hours(one.opens, one.closes),
            text=one.text_en if language.startswith("en") else one.text_sv,
        )
        for one in board.deviations
    )


def _hours(opens: time | None, closes: time | None) -> tuple[Hours, ...]:
    if opens is None or closes is None:
        return ()
    return (ALL_DAY,) if opens == closes else (Hours(opens, closes),)


def verdict(board: Board, kind: ServiceKind, *, at: datetime, language: str = "sv") -> Verdict:
    """Return whether a service is open by its hours and deviations."""
    return hours.verdict(kind, at, other_hours(board, language=language))


def closing(board: Board, service: str, *, at: datetime) -> Closing:
    """Return what closes a service at a moment: itself, where anything does, else the parts that are closed."""
    windows = [one for one in board.windows if one.closes(service) and one.under_way(at)]
    incidents = [one for one in board.incidents if one.closes(service) and one.under_way(at)]
    if any(not one.parts for one in (*windows, *incidents)):
        windows = [one for one in windows if not one.parts]
        incidents = [one for one in incidents if not one.parts]
    return Closing(
        parts=frozenset(part for one in (*windows, *incidents) for part in one.parts),
        windows=tuple(windows),
        incidents=tuple(incidents),
    )


def opens_again(board: Board, service: Service, *, at: datetime) -> datetime | None:
    """Return when a closed service can be used again, past all that is known to close it; None: not known."""
    supposed = replace(board, incidents=tuple(_ending(one, at) for one in board.incidents))
    for _ in range(MOST_STEPS):
        held = closing(supposed, service, at=at)
        by_hours = verdict(supposed, KINDS[service], at=at)
        if held.shut:
            told = (one.over_at if isinstance(one, Window) else one.ended_at for one in held.causes)
            until = min((one for one in told if one is not None), default=None)
        elif not by_hours.open:
            until = by_hours.next_opening
        else:
            return at
        if until is None:
            return None
        at = until
    return None


def _ending(incident: Incident, at: datetime) -> Incident:
    """Return an incident as if it ended when it is expected to; an expectation that has passed says nothing."""
    expected = incident.expected_at
    if incident.ended_at is not None or expected is None or expected <= at:
        return incident
    return replace(incident, ended_at=expected)


def concerning(board: Board, services: Collection[str]) -> Board:
    """Return what of the record concerns the services; hours and extracts as they are."""
    return Board(
        windows=tuple(one for one in board.windows if set(one.services) & set(services)),
        incidents=tuple(one for one in board.incidents if set(one.services) & set(services)),
        deviations=board.deviations,
        days=board.days,
        unread=board.unread,
    )


def states(windows: Iterable[Window], *wanted: State, at: datetime) -> tuple[Window, ...]:
    """Return the windows that are in one of the states."""
    return tuple(one for one in windows if one.state(at) in wanted)


def limited_parts(board: Board, service: str, *, at: datetime) -> frozenset[Part]:
    """Return the agencies' parts that do not work as they should in a service."""
    found = {part for one in _felt(board, service, at=at) for part in one.parts}
    return frozenset(found | {one.part for one in board.unread})


def is_limited(board: Board, service: str, *, at: datetime) -> bool:
    """Say whether a service does not work as it should, wholly or in parts."""
    return bool(_felt(board, service, at=at) or board.unread)


def detected(board: Board, service: str, *, at: datetime) -> bool:
    """Say whether the service's own checks have found it out of order, and nobody has said more."""
    return any(
        service in one.services and one.under_way(at) and not one.confirmed
        for one in board.incidents
    )


def _felt(board: Board, service: str, *, at: datetime) -> tuple[Window | Incident, ...]:
    known: tuple[Window | Incident, ...] = (*board.windows, *board.incidents)
    return tuple(
        one
        for one in known
        if service in one.services and one.level is not Level.INFO and one.under_way(at)
    )
