"""Banners beside those of operations: what concerns a member by its role. Rooms join; the page knows none of them."""

from collections.abc import Callable, Sequence
from datetime import datetime

from portal.access.askers import Asker
from portal.status.banners import Banner

Source = Callable[[Asker, datetime], Sequence[Banner]]

_joined: dict[str, Source] = {}


def join(source: Source) -> None:
    """Take a room's banners for an asker at a moment; called in its AppConfig.ready(). It is asked on every page."""
    _joined[f"{source.__module__}.{source.__qualname__}"] = source


def told(asker: Asker, *, at: datetime) -> tuple[Banner, ...]:
    """Return what all rooms have to say to the asker."""
    return tuple(one for source in _joined.values() for one in source(asker, at))
