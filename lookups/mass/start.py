"""The start page's part of this room: the organisation's mass queries under way, and how far each has come."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from lookups.mass import reads, telling
from lookups.mass.states import ENDED, State
from portal import clock
from portal.access.askers import Asker, Role
from portal.shell.panels import Panel
from portal.tenants.scope import acting_for

SIZE = 5  # queries; the list has all
UNDER_WAY = tuple(one.value for one in State if one not in {*ENDED, State.REMOVED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A query under way."""

    id: UUID
    name: str
    state: str
    progress: str


def told(_request: HttpRequest, asker: Asker) -> dict[str, Any] | None:
    """Return the newest queries under way; nothing for who asks no questions, and where none is."""
    if Role.CASEWORKER not in asker.roles:
        return None
    at = clock.now()
    with acting_for(asker.organisation):
        found = reads.page(size=SIZE + 1, states=UNDER_WAY)
    if not found:
        return None
    rows = [
        Row(
            id=one.id,
            name=one.name or reads.day_and_time(one.created_at),
            state=telling.state_of(one),
            progress=telling.progress(one, at=at) if one.sent_at else "",
        )
        for one in found[:SIZE]
    ]
    return {"rows": rows, "more": len(found) > SIZE}


PANEL = Panel(template="mass/panel.html", order=20, told=told)
