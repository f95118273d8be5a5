"""Asking what is due: safe twice, at once, late, or never."""

from collections.abc import Mapping
from datetime import datetime

from celery import shared_task

from lookups.mass import sweeping
from portal import clock
from portal.jobs.work import background


@background
def sweep(at: datetime) -> Mapping[str, int]:
    """Send what was held, and wake the workers that ask."""
    return sweeping.sweep(at)


@shared_task(ignore_result=True)
def ask() -> None:
    """Ask part after part for a while."""
    sweeping.ask_for_a_while(clock.now())
