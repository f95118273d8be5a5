"""Checks each service once a minute and keeps what was found: rooms join with what a service cannot do without."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError, connection, transaction

from portal.organisations.models import Service
from portal.probes import Probe
from portal.status import availability, board, reads
from portal.status.models import ProbeRow

SECONDS = 2  # that the database may take for each statement of a check


@dataclass(frozen=True, slots=True)
class Need:
    """A check, and the services that cannot be used when it says no."""

    probe: Probe
    services: frozenset[Service]


_needs: list[Need] = []


def join(probe: Probe, *services: Service) -> None:
    """Take a check from a room; called in its AppConfig.ready(). Its name stands in the rows that it makes bad."""
    _needs[:] = [one for one in _needs if one.probe.name != probe.name]
    _needs.append(Need(probe, frozenset(services)))


def probe(*, at: datetime) -> Mapping[Service, str]:
    """Check every service and keep a row of each for this minute; return what was found wrong, "" where nothing is.

    A minute that has its rows keeps them.
    """
    found = look(at=at)
    minute = availability.floor(at)
    ProbeRow.objects.bulk_create(
        [ProbeRow(service=one, minute=minute, fault=fault) for one, fault in found.items()],
        ignore_conflicts=True,
    )
    return found


def look(*, at: datetime) -> Mapping[Service, str]:
    """Return which check says that a service cannot be used, "" where none does; each is made once."""
    found = dict.fromkeys(Service, "")
    for need in (Need(Probe("database", _answers), frozenset(Service)), *_needs):
        if any(not found[one] for one in need.services) and not _well(need.probe, at):
            found |= {one: found[one] or need.probe.name for one in need.services}
    record = board.board(at=at)
    for service in Service:
        # What a person has closed cannot be used; what the checks themselves have opened proves nothing.
        causes = reads.closing(record, service, at=at)
        if causes.shut and any(not one.automatic for one in causes.incidents):
            found[service] = found[service] or "incident"
    return found


def _well(check: Probe, at: datetime) -> bool:
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL statement_timeout = '{SECONDS}s'")
            check.check(at)
    except (LookupError, DatabaseError):
        return False
    return True


def _answers(_at: datetime) -> str:
    """Read what every question is judged by."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM organisations_agreement LIMIT 1")
    return "answers"
