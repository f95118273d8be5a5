"""Opens what the checks find and ends what they find over, where no person has said more (R20, R21)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import transaction
from django.db.models import Model, Q, QuerySet

from portal.organisations.models import Service
from portal.status import availability, board, handling, planning
from portal.status.availability import MINUTE
from portal.status.model import Board, Level
from portal.status.models import Incident, ProbeRow, ServiceWindow

FAILS = 5  # minutes in a row that open an incident
MENDS = 10  # minutes in a row that end it
OVER = timedelta(minutes=FAILS)  # after a window's or an incident's end, what fails is new
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class _Lately:
    """The last minutes of each service, the newest last: good, bad, or None for a minute without a row."""

    minute: datetime
    found: Mapping[str, tuple[bool | None, ...]]

    def fails(self, service: str, count: int) -> bool:
        return all(one is False for one in self.found[service][-count:])

    def mended(self, services: list[str]) -> bool:
        return all(all(self.found[one]) for one in services)


@transaction.atomic
def detect(*, at: datetime) -> Mapping[str, int]:
    """Judge the last ten minutes' rows, this one's with them; return how much was opened, ended and found overrun."""
    record = board.board(at=at)
    lately = _lately(at)
    overrun = _overrun(record, lately, at=at)
    opened = _open(record, lately, at=at)
    return {"opened": opened, "ended": _end(lately, at=at), "overrun": overrun}


def _lately(at: datetime) -> _Lately:
    minute = availability.floor(at)
    minutes = [minute - one * MINUTE for one in reversed(range(MENDS))]
    rows = ProbeRow.objects.filter(minute__gte=minutes[0], minute__lte=minute)
    good = {(row.service, row.minute): not row.fault for row in rows}
    return _Lately(
        minute, {one.value: tuple(good.get((one.value, m)) for m in minutes) for one in Service}
    )


def _open(record: Board, lately: _Lately, *, at: datetime) -> int:
    """Open one incident of all services that have failed long enough and stand in none that goes on or just ended."""
    told = {
        service
        for row in Incident.objects.filter(Q(ended_at=None) | Q(ended_at__gt=at - OVER)).exclude(
            level=Level.INFO
        )
        for service in row.services
    }
    failing = tuple(
        service
        for service in Service
        if service not in told
        and lately.fails(service, FAILS)
        and _agreed(record, service, lately.minute, count=FAILS)
    )
    if failing:
        handling.open_found(failing, since=lately.minute - (FAILS - 1) * MINUTE, at=at)
    return len(failing)


def _agreed(record: Board, service: Service, minute: datetime, *, count: int) -> bool:
    """Say whether the service was to be open in the last so many minutes: closed, nobody misses it."""
    end = minute + MINUTE
    told = availability.agreed(record, service, end - count * MINUTE, end)
    return availability.minutes(told) == count


def _end(lately: _Lately, *, at: datetime) -> int:
    """End what the checks have opened or found overrun, and no person has taken over."""
    incidents = Incident.objects.filter(automatic=True, opened_by=None, ended_at=None)
    over = [one for one in _held(incidents) if lately.mended(one.services)]
    for row in over:
        handling.end_found(row, at=at)
    windows = ServiceWindow.objects.filter(overran_found=True, ended_at=None, cancelled_at=None)
    done = [one for one in _held(windows) if at >= one.ends_at and lately.mended(one.services)]
    for window in done:
        planning.end(window, at=at)
    return len(over) + len(done)


def _overrun(record: Board, lately: _Lately, *, at: datetime) -> int:
    """Note the windows whose time has just run out while what they closed has not worked since."""
    just_over = ServiceWindow.objects.filter(
        level=Level.CLOSED,
        cancelled_at=None,
        ended_at=None,
        overran_at=None,
        ends_at__lte=lately.minute,
        ends_at__gt=at - OVER,
    )
    found = [one for one in _held(just_over) if _works_on(record, one, lately)]
    for row in found:
        planning.overrun(row, at=at, found=True)
    return len(found)


def _works_on(record: Board, row: ServiceWindow, lately: _Lately) -> bool:
    """Say whether a service of a window failed in its last minute and ever since, and was to be open again."""
    last = availability.floor(row.ends_at - timedelta(microseconds=1))
    count = (lately.minute - last) // MINUTE + 1
    return any(
        lately.fails(service, count) and _agreed(record, Service(service), lately.minute, count=1)
        for service in row.services
    )


def _held(rows: QuerySet[Row]) -> list[Row]:
    return list(rows.select_for_update(of=("self",), skip_locked=True))
