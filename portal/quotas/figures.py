"""What can be agreed for a lane, and what holds when nothing was (R17, R18): pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from portal.organisations.models import Service


class Limit(StrEnum):
    """What can bind; the values are the contract's `grans` (api.md)."""

    SECOND = "sekund"
    MINUTE = "minut"
    HOUR = "timme"
    PAUSE = "paus"
    CONCURRENT = "samtidiga"


SECONDS = {Limit.SECOND: 1, Limit.MINUTE: 60, Limit.HOUR: 3600}  # windows, wherever they start


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What one lane may: questions in any window of a second, a minute, an hour; the pause after an answer; slots."""

    per_second: int
    per_minute: int
    per_hour: int
    pause_ms: int
    concurrency: int

    def of(self, limit: Limit) -> int:
        """Return the agreed figure of a limit; the pause in milliseconds."""
        return {
            Limit.SECOND: self.per_second,
            Limit.MINUTE: self.per_minute,
            Limit.HOUR: self.per_hour,
            Limit.PAUSE: self.pause_ms,
            Limit.CONCURRENT: self.concurrency,
        }[limit]


ONE_AT_A_TIME = Figures(per_second=1, per_minute=60, per_hour=3600, pause_ms=300, concurrency=1)
FIVE_AT_A_TIME = Figures(per_second=2, per_minute=120, per_hour=7200, pause_ms=300, concurrency=5)
# What holds when no figures were agreed; the database's own copy stands in `quotas_usual()`.
USUAL: Mapping[Service, Figures] = {
    Service.ONLINE: ONE_AT_A_TIME,
    Service.LEKA: ONE_AT_A_TIME,
    Service.MASS: FIVE_AT_A_TIME,
}
