"""What has been promised beyond the rule, kept by each process for half a minute: a call costs no statement (R10)."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import DatabaseError
from django.db.models import Max

from portal.api.versions import Version
from portal.versions.models import Prolonging

SECONDS = 30  # how long another process may say the earlier end
Days = Mapping[tuple[str, int], date]


@dataclass(frozen=True, slots=True)
class _Kept:
    days: Days
    read_at: datetime


_lock = threading.Lock()
_kept: list[_Kept] = []


def last_day(version: Version, at: datetime) -> date | None:
    """Return the last day that has been promised for a version; None for none.

    With the database away what was read last holds. Raises DatabaseError where nothing ever was: the rule alone might
    end a version that has been prolonged.
    """
    return _days(at).get((version.api, version.major))


def forget() -> None:
    """Read anew the next time: this process has just changed something."""
    with _lock:
        _kept.clear()


def _days(at: datetime) -> Days:
    with _lock:
        kept = _kept[0] if _kept else None
    if kept and timedelta(0) <= at - kept.read_at < timedelta(seconds=SECONDS):
        return kept.days
    try:
        read = _read()
    except DatabaseError:
        if kept is None:
            raise
        return kept.days
    with _lock:
        _kept[:] = [_Kept(read, at)]
    return read


def _read() -> Days:
    rows = Prolonging.objects.order_by().values_list("api", "major").annotate(day=Max("last_day"))
    return {(api, major): day for api, major, day in rows}
