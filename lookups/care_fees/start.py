"""The start page's part of this room: the way to how care fees treat what the organisation is told."""

from typing import Any

from django.http import HttpRequest

from lookups.care_fees import places
from lookups.care_fees.services import may_change
from portal import clock
from portal.access.askers import Asker
from portal.shell.panels import Panel
from portal.tenants.scope import acting_for


def told(_request: HttpRequest, asker: Asker) -> dict[str, Any] | None:
    """Return whether the asker may change it; nothing where nobody asks for the sake of care fees."""
    with acting_for(asker.organisation):
        if not places.asks_for_fees(asker.organisation, at=clock.now()):
            return None
    return {"may_change": may_change(asker)}


PANEL = Panel(template="care_fees/panel.html", order=60, told=told)
