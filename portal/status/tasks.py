"""Mailing what is announced, and laying out windows: safe twice, at once, late, or never."""

from collections.abc import Mapping
from datetime import datetime

from portal.jobs.work import background
from portal.status import mailing, planning


@background
def mail(at: datetime) -> Mapping[str, int]:
    """Announce windows that draw near, and send what is due."""
    return {"announced": planning.announce_near(at), **mailing.send_due(at)}


@background
def lay_out(at: datetime) -> Mapping[str, int]:
    """Lay out the recurring windows."""
    return {"windows": planning.lay_out_all(at)}
