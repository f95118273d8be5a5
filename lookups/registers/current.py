"""Which extract each agency stands with now, and whether it can be told: for health and the demo."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection

from lookups.answers.model import Agency


def made_at(agency: Agency) -> datetime | None:
    """Return when the agency's current extract was made; None when there is none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT made_at FROM registers_extract WHERE current AND agency = %s", [agency.value]
        )
        row = cursor.fetchone()
    return row[0] if row else None


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


def readable(*, at: datetime) -> bool:
    """Say whether any agency's extract is there and not too old."""
    hours = settings.EXTRACT_MAX_AGE_HOURS
    return any(
        made is not None and (not hours or at - made <= timedelta(hours=hours))
        for made in map(made_at, Agency)
    )


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
        told.append(f"{agency} {age // timedelta(hours=1)} h")
    return ", ".join(told)
