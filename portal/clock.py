"""The only caller of the system clock: time is an argument everywhere else."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

SWEDEN = ZoneInfo("Europe/Stockholm")


def now() -> datetime:
    """Return this moment, aware, in UTC."""
    return datetime.now(UTC)  # the one place


def swedish_day(at: datetime) -> date:
    """Return the day in Sweden at an aware moment.

    >>> swedish_day(datetime(2026, 11, 23, 23, 30, tzinfo=UTC))
    datetime.date(2026, 11, 24)
    """
    return at.astimezone(SWEDEN).date()
