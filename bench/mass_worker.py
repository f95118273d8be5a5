"""A worker's process without its broker: `python -m bench.mass_worker DATABASE HOW`, started by `bench.workers`.

It says `ready`, waits for a line that names the query, asks till nothing is left, and tells what it did as JSON.
"""

import json
import resource
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import UUID

import django
from django.db import connection, connections

STATUS = Path("/proc/self/status")
KIB, MB = 1024, 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """What a worker came to: rows answered, seconds from the line to the last of them, and its most memory, MB."""

    rows: int
    seconds: float
    peak: float


def main() -> int:
    """Work as a Celery process does, on one database."""
    django.setup()
    from portal.celery import calm  # noqa: PLC0415  # need the settings
    from portal.tenants.scope import as_jobs  # noqa: PLC0415

    _, name, how = sys.argv
    connections["default"].settings_dict["NAME"] = name
    with as_jobs():
        ways = {"parts": _parts, "persons": _persons}
        connection.ensure_connection()
        calm()
        print("ready", flush=True)  # noqa: T201  # to who started it
        query = UUID(sys.stdin.readline().strip())
        began = time.perf_counter()
        rows = ways[how](query)
        worked = Worked(rows=rows, seconds=time.perf_counter() - began, peak=peak())
    print(json.dumps(asdict(worked)), flush=True)  # noqa: T201
    return 0


def _parts(_query: UUID) -> int:
    """Ask part after part in turn, as `lookups.mass.sweeping` does, whosever they are."""
    from lookups.mass import turns, working  # noqa: PLC0415
    from portal import clock  # noqa: PLC0415

    rows = 0
    while turn := turns.take(at=clock.now()):
        rows += working.ask_part(turn, at=clock.now())
        working.finish(turn.query, turn.organisation, at=clock.now())
    return rows


def _persons(query: UUID) -> int:
    """Ask by a task for each person."""
    from bench.peers.mass import ask_all  # noqa: PLC0415

    return ask_all(query)


def peak() -> float:
    """Return the most memory this process has held, in MB.

    Linux counts what started it, too, into `ru_maxrss`: its own is asked for where it is told.
    """
    if STATUS.exists():
        (most,) = (
            line for line in STATUS.read_text("ascii").splitlines() if line.startswith("VmHWM")
        )
        return int(most.split()[1]) * KIB / MB
    told = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return told * (1 if sys.platform == "darwin" else KIB) / MB


if __name__ == "__main__":
    sys.exit(main())
