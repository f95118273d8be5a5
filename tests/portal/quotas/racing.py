"""Real processes race for lanes; afterwards every window, pause and slot is checked from what they were answered."""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.db import connections
from psycopg.conninfo import make_conninfo

from portal.quotas.figures import Figures
from tests.factories import OrganisationFactory, agree
from tests.portal.quotas.direct import as_owner

SCRIPT = Path(__file__).with_name("callers.py")
ROUND = 0.000_002  # what a stamp loses as a float


@dataclass(frozen=True)
class Track:
    """A lane to race on; its windows may be made small."""

    organisation: int
    figures: Figures
    windows: tuple[float, float, float]


def track(figures: Figures, windows: tuple[float, float, float] = (1, 60, 3600)) -> Track:
    """Make a lane in the database, committed."""
    organisation = OrganisationFactory.create()
    agree(organisation, figures=figures)
    with as_owner(autocommit=True) as owner:
        owner.execute(
            "UPDATE quotas_lane SET windows = ARRAY(SELECT make_interval(secs => s) FROM unnest(%s::float8[]) s)"
            " WHERE organisation_id = %s",
            [[float(one) for one in windows], organisation.pk],
        )
    return Track(organisation.pk, figures, windows)


def dsn() -> str:
    """Return how a caller logs in: as the tests do, in the role `app`."""
    told = connections["default"].settings_dict
    return make_conninfo(
        host=told["HOST"],
        port=told["PORT"] or None,
        dbname=told["NAME"],
        user=told["USER"],
        password=told["PASSWORD"] or None,
        options=told["OPTIONS"].get("options"),
    )


def caller(one: Track, *, seed: int, **told: Any) -> subprocess.Popen[str]:
    """Start a caller; it says when it is `ready`, and waits for its `go`."""
    usual = {"greedy": seed % 2 == 1, "answers": 0.02, "lease": 5, "hold": 0}
    words = usual | told | {"organisation": one.organisation, "seed": seed}
    return subprocess.Popen(
        [sys.executable, str(SCRIPT), dsn(), json.dumps(words)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def ready(process: subprocess.Popen[str]) -> None:
    """Wait until a caller is connected."""
    assert json.loads(process.stdout.readline()) == "ready"


def go(process: subprocess.Popen[str], until: float) -> None:
    """Let a caller ask until a moment."""
    process.stdin.write(f"{until}\n")
    process.stdin.flush()


def race(tracks: Sequence[Track], *, each: int, seconds: float, **told: Any) -> dict[Track, Any]:
    """Let so many callers race on each lane for a time; return what those of each lane were answered."""
    started = [(one, caller(one, seed=seed, **told)) for seed in range(each) for one in tracks]
    for _one, process in started:
        ready(process)
    until = time.time() + seconds
    for _one, process in started:
        go(process, until)
    answered: dict[Track, Any] = {one: {"rows": [], "refused": 0, "faults": 0} for one in tracks}
    for one, process in started:
        output, _ = process.communicate(timeout=seconds + 60)
        assert process.returncode == 0
        for name, got in json.loads(output.splitlines()[-1]).items():
            answered[one][name] += got
    for got in answered.values():
        got["rows"].sort()
    return answered


def possible(one: Track, rows: Sequence[Sequence[Any]]) -> int:
    """Return how many the windows allow from the first admission to the last."""
    agreed = (one.figures.per_second, one.figures.per_minute, one.figures.per_hour)
    span, stamps = rows[-1][3] - rows[0][3], [0.0]
    while stamps[-1] <= span:
        opens = [
            stamps[-figure] + window
            for figure, window in zip(agreed, one.windows, strict=True)
            if len(stamps) >= figure
        ]
        stamps.append(max([stamps[-1], *opens]))
    return len(stamps) - 1


def hold_to_terms(one: Track, rows: Sequence[Sequence[Any]]) -> None:
    """Check what one lane answered: whole numbers, honest stamps, no window exceeded, no pause short, no overlap."""
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    stamps = [row[3] for row in rows]
    agreed = (one.figures.per_second, one.figures.per_minute, one.figures.per_hour)
    for figure, window in zip(agreed, one.windows, strict=True):
        exceeded = [
            place
            for place in range(figure, len(stamps))
            if stamps[place] - stamps[place - figure] <= window - ROUND
        ]
        assert exceeded == [], (figure, window)
    for _seq, _slot, before, at, after, _leaving, ended in rows:
        assert before - 0.002 <= at <= after + 0.002
        assert ended is not None
    slots = {row[1] for row in rows}
    assert slots <= set(range(1, one.figures.concurrency + 1))
    pause = one.figures.pause_ms / 1000
    for slot in slots:
        mine = [row for row in rows if row[1] == slot]
        for first, second in pairwise(mine):
            assert second[3] - first[6] > pause - ROUND  # by the database's stamps
            assert second[4] - first[5] > pause - 0.002  # by the callers' own clocks
