"""The start page's part for a local administrator: how much waits in the organisation, and what was left behind."""

from typing import Any

from django.http import HttpRequest

from portal import clock
from portal.access.askers import Asker, Role
from portal.shell.panels import Panel
from portal.tenants.scope import acting_for
from subscriptions.notifications import team, team_telling


def told(_request: HttpRequest, asker: Asker) -> dict[str, Any] | None:
    """Return what waits; nothing for who does not lead, and where nothing waits and nothing was left behind."""
    if Role.LOCAL_ADMINISTRATOR not in asker.roles:
        return None
    with acting_for(asker.organisation):
        rows = team.waiting(asker.organisation, at=clock.now())
        left = team.left_behind(asker.organisation)
    if not rows and not left:
        return None
    return {"summary": team_telling.summary(rows), "left": team_telling.left_behind(left)}


PANEL = Panel(template="notifications/team_panel.html", order=26, told=told)
