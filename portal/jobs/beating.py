"""Beat, with its table in memory: it notes that it lives, and needs no file."""

from typing import Any

import structlog
from celery import beat
from django.db import DatabaseError, InterfaceError, close_old_connections

from portal import clock
from portal.jobs import services

log = structlog.get_logger()


class Scheduler(beat.Scheduler):
    """Celery's scheduler in memory; what was missed while it was away is found by the sweep."""

    def tick(self, *args: Any, **kwargs: Any) -> float:
        """Send what the table says, and note the beat; a database that is away stops neither."""
        try:
            services.beat(at=clock.now())
        except (DatabaseError, InterfaceError) as fault:
            log.warning("beat_not_noted", kind=type(fault).__name__)
        finally:
            close_old_connections()
        until: float = super().tick(*args, **kwargs)
        return until
