"""Sending again what has been ordered: safe twice, at once, late, or never."""

from collections.abc import Mapping
from datetime import datetime

from portal.jobs.work import background
from subscriptions.resending import working


@background
def send_again(at: datetime) -> Mapping[str, int] | None:
    """Carry out the orders that wait."""
    made = working.carry_out(at)
    return {"sent_again": made} if made else None
