"""Telling of ends: safe twice, at once, late, or never."""

from collections.abc import Mapping
from datetime import datetime

from portal.jobs.work import background
from portal.versions import telling


@background
def tell(at: datetime) -> Mapping[str, int] | None:
    """Tell whoever still calls a version that ends."""
    told = telling.look(at)
    return {"told": told} if told else None


@background
def mail(at: datetime) -> Mapping[str, int] | None:
    """Send the mails that are due."""
    sent = telling.send_due(at)
    return {"sent": sent} if sent else None
