"""The measured rows: a rate against its floor, alternating in the same run, and a figure that has a most."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What was measured, a second, and what its floor did in runs next to each other; `goal` is the least ratio."""

    name: str
    rates: Sequence[float]
    floors: Sequence[float]
    goal: float | None = None

    @property
    def ratios(self) -> list[float]:
        """Return each run's ratio, sorted."""
        return sorted(rate / floor for rate, floor in zip(self.rates, self.floors, strict=True))

    def told(self) -> str:
        """Return the row for a reader: median ratio with its spread, and microseconds."""
        middle, rate = statistics.median(self.ratios), statistics.median(self.rates)
        goal = f"  goal {self.goal:.2f}" if self.goal is not None else ""
        return (
            f"{self.name:60} {middle:5.2f} ({self.ratios[0]:.2f}-{self.ratios[-1]:.2f}){goal}"
            f"  {rate:9,.0f}/s  {1e6 / rate:7.0f} us"
        )

    def as_json(self) -> dict[str, Any]:
        """Return the row for a program."""
        return {
            "name": self.name,
            "ratio": statistics.median(self.ratios),
            "ratios": self.ratios,
            "goal": self.goal,
            "per_second": statistics.median(self.rates),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """What was measured in its own unit, once or more; `most` is what its median may be."""

    name: str
    values: Sequence[float]
    unit: str  # MB, ms, times
    most: float | None = None

    def told(self) -> str:
        """Return the row for a reader: median with its spread."""
        most = f"  at most {self.most:.2f}" if self.most is not None else ""
        return (
            f"{self.name:60} {statistics.median(self.values):5.2f}"
            f" ({min(self.values):.2f}-{max(self.values):.2f}) {self.unit}{most}"
        )

    def as_json(self) -> dict[str, Any]:
        """Return the row for a program."""
        return {
            "name": self.name,
            "value": statistics.median(self.values),
            "values": sorted(self.values),
            "unit": self.unit,
            "most": self.most,
        }
