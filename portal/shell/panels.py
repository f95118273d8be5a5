"""What the start page is made of: rooms join their parts from their AppConfig; the page knows none of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from portal.access.askers import Asker


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A part of the start page: its template, and what it shows the asker (None: nothing)."""

    template: str
    order: int
    told: Callable[[HttpRequest, Asker], dict[str, Any] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A part as the page includes it."""

    template: str
    told: dict[str, Any]


_panels: list[Panel] = []


def join(panel: Panel) -> None:
    """Take a part from a room; called in its AppConfig.ready()."""
    _panels[:] = sorted(
        [one for one in _panels if one.template != panel.template] + [panel],
        key=lambda one: one.order,
    )


def shown(request: HttpRequest, asker: Asker) -> list[Shown]:
    """Return the parts that the asker sees, in their order."""
    found = ((panel.template, panel.told(request, asker)) for panel in _panels)
    return [Shown(template=template, told=told) for template, told in found if told is not None]
