"""The start page's part of this room: a local administrator's way to the mails, and what lies unseen."""

from typing import Any

from django.http import HttpRequest

from portal import clock
from portal.access.askers import Asker, Role
from portal.organisations.models import Service
from portal.organisations.reads import agreed_services
from portal.shell.panels import Panel
from portal.tenants.scope import acting_for
from subscriptions.reminding import reads, showing


def told(_request: HttpRequest, asker: Asker) -> dict[str, Any] | None:
    """Return how often the digest comes; nothing for who does not choose it, and where LEKA is not agreed."""
    at = clock.now()
    if Role.LOCAL_ADMINISTRATOR not in asker.roles:
        return None
    if Service.LEKA not in agreed_services(asker.organisation, at=at):
        return None
    with acting_for(asker.organisation):
        return {
            "often": reads.often(asker.organisation).label,
            "lying": showing.notice(asker, at),
        }


PANEL = Panel(template="reminding/panel.html", order=50, told=told)
