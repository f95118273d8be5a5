"""What the administration's overview tells first: rooms join from their AppConfig; the page knows none of them."""

from collections.abc import Callable, Sequence
from datetime import datetime

Reminder = Callable[[datetime], Sequence[str]]

_joined: dict[str, Reminder] = {}


def join(reminder: Reminder) -> None:
    """Take a room's sentences at a moment, read in the administration's role; called in its AppConfig.ready()."""
    _joined[f"{reminder.__module__}.{reminder.__qualname__}"] = reminder


def sentences(*, at: datetime) -> tuple[str, ...]:
    """Return what all rooms have to say."""
    return tuple(one for reminder in _joined.values() for one in reminder(at))
