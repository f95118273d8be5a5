"""Removes what has been kept for its time, and says how much of each."""

from typing import Any

import structlog
from django.core.management.base import BaseCommand

from portal import clock, purging
from portal.tenants.scope import as_jobs

log = structlog.get_logger()


class Command(BaseCommand):
    """`manage.py purge`: what is due is removed and logged; a second call removes nothing."""

    help = "Removes what has been kept for its time: answers, tokens, sessions, counters."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Remove as background work, which sees all organisations."""
        with as_jobs():
            removed = purging.purge(at=clock.now())
        log.info("purge", **removed)
        for name, count in removed.items():
            self.stdout.write(f"{name}: {count}")
