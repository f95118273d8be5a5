"""What an answer says of the limits: headers from the lane as it is once the question is answered (api.md)."""

import structlog
from django.db import DatabaseError

from portal.access.askers import Asker
from portal.organisations.models import Service
from portal.quotas import ratelimit, reads

log = structlog.get_logger()


def rate_limit_headers(asker: Asker, service: Service) -> dict[str, str]:
    """Return `RateLimit-Policy` and `RateLimit`; none where they cannot be read: an answer that is logged leaves."""
    try:
        live = reads.live(asker.organisation, service)
    except DatabaseError:
        log.warning("limits not told")
        return {}
    if live is None:
        return {}
    return ratelimit.left(live.figures, live.left, bound_by=live.bound_by, wait_ms=live.wait_ms)
