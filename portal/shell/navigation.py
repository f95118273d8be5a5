"""The main navigation: rooms join their pages from their AppConfig, so it names only what exists."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from portal.access.askers import Asker, Role

Visible = Callable[[frozenset[Role]], bool]


def everybody(_roles: frozenset[Role]) -> bool:
    """Let every member see a page."""
    return True


def only(*roles: Role) -> Visible:
    """Return a predicate that lets members with one of the roles see a page."""
    return lambda mine: bool(mine & frozenset(roles))


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A page in the main navigation; the lowest order stands first."""

    label: str | Promise
    name: str  # of the URL
    order: int
    visible: Visible = everybody
    staff: frozenset[str] = frozenset()  # roles of the service's own staff that see it
    unread: Callable[[Asker], int] | None = None  # how many wait there that a member may see


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An item as a page shows it; `here` is "page", "true" (within) or ""."""

    label: str
    url: str
    here: str


_items: list[Item] = []


def join(item: Item) -> None:
    """Take a page from a room; called in its AppConfig.ready()."""
    _items[:] = sorted(
        [one for one in _items if one.name != item.name] + [item], key=lambda one: one.order
    )


def links(roles: frozenset[Role], path: str, *, asker: Asker | None = None) -> list[Link]:
    """Return what a member with these roles may go to, seen from a path; for an asker, how many wait there."""
    return [_link(item, path, asker) for item in _items if item.visible(roles)]


def staff_links(role: str, path: str) -> list[Link]:
    """Return what staff of the service with this role may go to, seen from a path."""
    return [_link(item, path) for item in _items if role in item.staff]


def _link(item: Item, path: str, asker: Asker | None = None) -> Link:
    url = reverse(item.name)
    within = "true" if url != "/" and path.startswith(url) else ""
    label = str(item.label)
    if item.unread and asker is not None and (n := item.unread(asker)):
        label = _("%(sida)s (%(antal)s olästa)") % {"sida": label, "antal": n}
    return Link(label=label, url=url, here="page" if path == url else within)
