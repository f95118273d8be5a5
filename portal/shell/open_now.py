"""The start page's own part: which of the organisation's services are open now, and when the others open (R14, R15)."""

from typing import Any

from django.http import HttpRequest

from portal import clock
from portal.access.askers import Asker
from portal.organisations.models import Service
from portal.organisations.reads import agreed_services
from portal.shell.panels import Panel
from portal.status import reads, showing


def told(_request: HttpRequest, asker: Asker) -> dict[str, Any] | None:
    """Return each agreed service as Driftinformation tells it; nothing where none is agreed."""
    at = clock.now()
    agreed = agreed_services(asker.organisation, at=at)
    if not agreed:
        return None
    board = reads.board(at=at)
    return {
        "services": [showing.service_now(board, one, at=at) for one in Service if one in agreed]
    }


PANEL = Panel(template="shell/open_now.html", order=30, told=told)
