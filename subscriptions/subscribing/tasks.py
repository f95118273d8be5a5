"""Ending what is over: safe twice, at once, late, or never."""

from collections.abc import Mapping
from datetime import datetime

from portal.jobs.work import background
from subscriptions.subscribing import ending


@background
def end(at: datetime) -> Mapping[str, int] | None:
    """End the subscriptions that are over."""
    ended = ending.end_due(at)
    return ended if any(ended.values()) else None
