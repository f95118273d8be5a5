"""Telling what is due: safe twice, at once, late, or never."""

from collections.abc import Mapping
from datetime import datetime

from portal.jobs.work import background
from subscriptions.notifications import beating, ending, fanning, recalling


@background
def notify(at: datetime) -> Mapping[str, int] | None:
    """Tell what loads have changed, what has ended, and once a day that all is well."""
    made = {
        "recalled": recalling.tell(at),  # first: what is wrong is said before anything new
        "told": fanning.tell_untold(at),
        "ended": ending.tell(at),
        "alive": beating.beat(at),
    }
    return made if any(made.values()) else None
