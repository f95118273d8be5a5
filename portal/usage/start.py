"""The start page's part of this room: what was asked today, and when one can ask next."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from portal import clock
from portal.access.askers import Asker
from portal.organisations.models import Service
from portal.quotas import reads as quotas
from portal.quotas import use
from portal.shell.panels import Panel
from portal.tenants.scope import acting_for
from portal.usage import lanes, series


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """A service's day: how many questions were let in, and when the next can be asked."""

    service: str
    questions: int
    next: str


def told(_request: HttpRequest, asker: Asker) -> dict[str, Any] | None:
    """Return today's use of each agreed service; nothing where none is agreed."""
    at = clock.now()
    today = clock.swedish_day(at)
    closed = lanes.now(at=at).closed
    span = series.of_days(today, today)
    with acting_for(asker.organisation):
        services = quotas.agreed_services(asker.organisation, day=today)
        if not services:
            return None
        used = use.over_time(asker.organisation, since=span.since, until=span.until, step="day")
        live = [quotas.live(asker.organisation, one) for one in services]
    return {
        "services": [
            Today(
                service=str(one.service.label),
                questions=_asked(used, one.service),
                next=closed.get(one.service) or lanes.next_question(one),
            )
            for one in live
            if one is not None
        ]
    }


def _asked(used: tuple[use.Used, ...], service: Service) -> int:
    return sum(one.questions for one in used if one.service == service and one.bound_by is None)


PANEL = Panel(template="usage/panel.html", order=40, told=told)
