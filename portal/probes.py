"""What `/readyz` asks: rooms join with a probe of what they need."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Probe:
    """One thing that must work; `check` returns a word for the reader, or raises LookupError saying what is wrong."""

    name: str
    check: Callable[[datetime], str]


_probes: list[Probe] = []


def join(probe: Probe) -> None:
    """Take a probe from a room; called in its AppConfig.ready()."""
    _probes[:] = [one for one in _probes if one.name != probe.name] + [probe]


def joined() -> Sequence[Probe]:
    """Return the probes, in the order of their joining."""
    return tuple(_probes)
