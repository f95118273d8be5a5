"""What stands above the inbox: rooms join from their AppConfig; the page knows none of them."""

from collections.abc import Callable
from datetime import datetime

from portal.access.askers import Asker

Notice = Callable[[Asker, datetime], str]

_joined: dict[str, Notice] = {}


def join(notice: Notice) -> None:
    """Take a room's sentence for a reader, "" for nothing; it is read acting for the organisation."""
    _joined[f"{notice.__module__}.{notice.__qualname__}"] = notice


def shown(asker: Asker, *, at: datetime) -> tuple[str, ...]:
    """Return what all rooms have to say to a reader. The connection acts for the organisation."""
    return tuple(said for notice in _joined.values() if (said := notice(asker, at)))
