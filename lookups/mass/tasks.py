"""Asking what is due: safe twice, at once, late, or never."""

from collections.abc import Mapping
from datetime import datetime

from celery import shared_task

from lookups.mass import ending, expiring, failing, mailing, sweeping
from lookups.mass.downloads import keeping as files
from lookups.mass.downloads import making
from portal import clock
from portal.jobs.work import background


@background
def sweep(at: datetime) -> Mapping[str, int] | None:
    """Send what was held, end what nobody ended, and wake the workers that ask."""
    told = sweeping.sweep(at)
    ended = ending.end_asked(at)
    return {**(told or {}), "ended": ended} if ended else told


@shared_task(ignore_result=True)
def ask() -> None:
    """Ask part after part for a while."""
    sweeping.ask_for_a_while(clock.now())


@background
def sweep_files(at: datetime) -> Mapping[str, int]:
    """Remove the files whose day has passed, and wake a worker where one waits to be made."""
    making.wake()
    return {"removed": files.remove_due(at)}


@shared_task(ignore_result=True)
def make_files() -> None:
    """Make chunk after chunk of the files that were asked for."""
    making.make_for_a_while(clock.now())


@background
def look_after(at: datetime) -> Mapping[str, int]:
    """Tell of what is ready, of what failed and of what ends, and put off what would end while closed."""
    told = {**expiring.look_after(at), "failed": failing.tell(at)}
    return told | {"mailed": mailing.send_due(at)}
