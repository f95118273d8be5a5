"""Which extract each agency stands with now, and whether it can be told: for health and the demo."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection

from lookups.answers.model import Agency
from portal.organisations.models import Service
from portal.status.model import Part, Unread
from portal.status.services import closed_parts


def made_at(agency: Agency) -> datetime | None:
    """Return when the agency's current extract was made; None when there is none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT made_at FROM registers_extract WHERE current AND agency = %s", [agency.value]
        )
        row = cursor.fetchone()
    return row[0] if row else None


def extracts() -> tuple[UUID, ...]:
    """Return the current extracts' ids, in order: while they are the same, nothing new is known of anybody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM registers_extract WHERE current ORDER BY id")
        return tuple(row for (row,) in cursor.fetchall())


def first_loaded(agency: Agency) -> tuple[datetime, int] | None:
    """Return when the agency's first loaded extract was made, and how many lines it had; None when there is none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT made_at, read FROM registers_extract WHERE state = 'loaded' AND agency = %s "
            "ORDER BY started_at LIMIT 1",
            [agency.value],
        )
        row: tuple[datetime, int] | None = cursor.fetchone()
    return row


def both_since(moment: datetime, *, at: datetime) -> datetime | None:
    """Return from when both agencies' loaded extracts are made after a moment; None while either's is older."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(made_at) FROM registers_extract WHERE state = 'loaded' AND made_at >= %s AND made_at <= %s "
            "GROUP BY agency",
            [moment, at],
        )
        made = [told for (told,) in cursor.fetchall()]
    return max(made) if len(made) == len(Agency) else None


def readable(*, at: datetime, service: Service = Service.ONLINE) -> bool:
    """Say whether any agency's part can be told in a service: not closed, its extract there and not too old."""
    away = {one.part for one in unread(at)} | closed_parts(service, at=at)
    return any(agency.value not in away for agency in Agency)


def told(at: datetime) -> str:
    """Say how many agencies' extracts can be told. Raises LookupError when none can: no question is answered then."""
    away = len(unread(at))
    if away == len(Agency):
        message = "none can be told"
        raise LookupError(message)
    return f"{len(Agency) - away} of {len(Agency)}"


def unread(at: datetime) -> tuple[Unread, ...]:
    """Return the agencies whose extract is missing, or has been too old since a known moment."""
    hours = settings.EXTRACT_MAX_AGE_HOURS
    with connection.cursor() as cursor:
        cursor.execute("SELECT agency, made_at FROM registers_extract WHERE current")
        made_of: dict[str, datetime] = dict(cursor.fetchall())
    found = []
    for agency in Agency:
        made = made_of.get(agency.value)
        ends = made + timedelta(hours=hours) if made is not None and hours else None
        if made is None or (ends is not None and at > ends):
            found.append(Unread(part=Part(agency.value), since=ends))
    return tuple(found)


def probe(at: datetime) -> str:
    """Say how old the extracts are. Raises LookupError when one is missing or too old."""
    hours = settings.EXTRACT_MAX_AGE_HOURS
    told = []
    for agency in Agency:
        made = made_at(agency)
        if made is None:
            message = f"{agency} has none"
            raise LookupError(message)
        age = at - made
        if hours and age > timedelta(hours=hours):
            message = f"{agency} is {age // timedelta(hours=1)} hours old"
            raise LookupError(message)
        # A demo's next days are made ahead of time.
        told.append(f"{agency} {max(age // timedelta(hours=1), 0)} h")
    return ", ".join(told)
