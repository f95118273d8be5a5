"""The start page's part of this room: the newest that wait to be handled."""

from typing import Any

from django.http import HttpRequest

from portal.access.askers import Asker, Role
from portal.shell.panels import Panel
from portal.tenants.scope import acting_for
from subscriptions.notifications import inbox, listing
from subscriptions.notifications.looking import Filter

SIZE = 5


def told(_request: HttpRequest, asker: Asker) -> dict[str, Any] | None:
    """Return the newest in the inbox; nothing for who handles none, and where none waits."""
    if Role.CASEWORKER not in asker.roles:
        return None
    with acting_for(asker.organisation):
        found = inbox.page(asker, Filter(), size=SIZE + 1)
    if not found:
        return None
    rows = [
        {
            "address": listing.address(one),
            "heading": listing.heading(one, asker),
            "case": listing.case_of(one),
        }
        for one in found[:SIZE]
    ]
    return {"rows": rows, "more": len(found) > SIZE}


PANEL = Panel(template="notifications/panel.html", order=25, told=told)
