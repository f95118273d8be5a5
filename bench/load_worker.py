"""A load's process: `python -m bench.load_worker DATABASE FILE [--tell]`, started by `bench.loading`; tells as JSON."""

import json
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import django
from django.db import connection, connections


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What a load came to: seconds till all was done, notifications made, and its process' most memory, MB."""

    seconds: float
    told: int
    peak: float


def main() -> int:
    """Load, and with `--tell` make the notifications too, as the worker does."""
    django.setup()
    from bench.mass_worker import peak  # noqa: PLC0415  # need the settings
    from lookups.registers import load  # noqa: PLC0415
    from portal import clock  # noqa: PLC0415
    from portal.tenants.scope import as_jobs  # noqa: PLC0415
    from subscriptions.notifications import fanning  # noqa: PLC0415

    _, name, file, *tell = sys.argv
    connections["default"].settings_dict["NAME"] = name
    with as_jobs():
        connection.ensure_connection()
        began = time.perf_counter()
        report = load.load(Path(file), at=clock.now(), accept_fall=True)
        if not report.loaded:
            raise RuntimeError(report.reason)
        told = fanning.tell_untold(clock.now()) if tell else 0
        loaded = Loaded(seconds=time.perf_counter() - began, told=told, peak=peak())
    print(json.dumps(asdict(loaded)), flush=True)  # noqa: T201  # to who started it
    return 0


if __name__ == "__main__":
    sys.exit(main())
