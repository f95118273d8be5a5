"""Checking the services, mailing what is announced, laying out windows: safe twice, at once, late, or never."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.conf import settings

from portal.jobs.work import background
from portal.status import copying, counting, detecting, mailing, planning, probing


@background
def mail(at: datetime) -> Mapping[str, int]:
    """Announce windows that draw near, and send what is due."""
    return {"announced": planning.announce_near(at), **mailing.send_due(at)}


@background
def probe(at: datetime) -> Mapping[str, int]:
    """Check each service, open and end what the checks find, and sum the days."""
    failing = sum(bool(fault) for fault in probing.probe(at=at).values())
    return {"failing": failing, **detecting.detect(at=at), "counted": counting.count(at=at)}


@background
def copy(at: datetime) -> Mapping[str, int] | None:
    """Write the static copy where the deployment wants one."""
    return (
        {"files": copying.write(Path(settings.STATUS_DIR), at=at)} if settings.STATUS_DIR else None
    )


@background
def lay_out(at: datetime) -> Mapping[str, int]:
    """Lay out the recurring windows."""
    return {"windows": planning.lay_out_all(at)}
