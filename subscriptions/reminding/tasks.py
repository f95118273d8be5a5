"""Reminding of what is due: safe twice, at once, late, or never."""

from collections.abc import Mapping
from datetime import datetime

from portal.jobs.work import background
from subscriptions.reminding import digests, mailing, unseen


@background
def digest(at: datetime) -> Mapping[str, int]:
    """Write the digests of the day."""
    return {"written": digests.write(at)}


@background
def look(at: datetime) -> Mapping[str, int]:
    """Warn of what has lain unseen for half of its time."""
    return {"warned": unseen.look(at)}


@background
def mail(at: datetime) -> Mapping[str, int] | None:
    """Send the mails that are due."""
    sent = mailing.send_due(at)
    return {"sent": sent} if sent else None
