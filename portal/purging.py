"""What is kept for a time: each room joins with what it keeps, and `manage.py purge` removes what is due."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that a room keeps for a time; `remove` removes what is due at an aware moment and counts it."""

    name: str
    remove: Callable[[datetime], int]


_kept: dict[str, Kept] = {}


def join(kept: Kept) -> None:
    """Take what a room keeps; called in its AppConfig.ready(). One name is one room's."""
    _kept[kept.name] = kept


def purge(*, at: datetime) -> Mapping[str, int]:
    """Remove what is due everywhere, room by room; return how much of each. Again at once it removes nothing.

    A room's fault keeps no other from its turn; the first is raised when all have had theirs.
    """
    removed: dict[str, int] = {}
    faults: list[Exception] = []
    for one in _kept.values():
        try:
            removed[one.name] = one.remove(at)
        except Exception as fault:  # noqa: BLE001  # raised below
            faults.append(fault)
    if faults:
        raise faults[0]
    return removed
