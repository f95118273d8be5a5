"""Telling what is due: safe twice, at once, late, or never."""

from collections.abc import Mapping
from datetime import datetime

from portal.jobs.work import background
from subscriptions.notifications import beating, ending, fanning


@background
def notify(at: datetime) -> Mapping[str, int] | None:
    """Tell what loads have changed, what has ended, and once a day that all is well."""
    told = fanning.tell_untold(at)
    ended, alive = ending.tell(at), beating.beat(at)
    return {"told": told, "ended": ended, "alive": alive} if told or ended or alive else None
