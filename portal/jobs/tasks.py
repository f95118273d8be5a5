"""Sweeping, and removing what has been kept for its time: safe twice, at once, late, or never."""

from collections.abc import Mapping
from datetime import datetime

from portal import purging
from portal.jobs import services
from portal.jobs.work import background


@background
def sweep(at: datetime) -> None:
    """Ask for what is due."""
    services.sweep(at)


@background
def purge(at: datetime) -> Mapping[str, int]:
    """Remove what is due everywhere, as `manage.py purge` does."""
    return purging.purge(at=at)
