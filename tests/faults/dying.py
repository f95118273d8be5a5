"""A process of background work that kills itself where it is told to: `python -m tests.faults.dying` is the process."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime
from importlib import import_module
from typing import Any

import django
import time_machine
from django.conf import settings
from django.db import connections

ASKS = "lookups.mass.sweeping.ask_for_a_while"
MAKES_FILES = "lookups.mass.downloads.making.make_for_a_while"
SECONDS = 60  # at most, on a machine that does much else


def die_at(module: str, name: str, times: int, **more: Any) -> None:
    """Run a process until it has called `name` so many times and kills itself; `more` is that of `started`."""
    one = started(module, name, times, **more)
    assert one.wait(SECONDS) == -signal.SIGKILL


def started(
    module: str,
    name: str,
    times: int,
    *,
    runs: str = ASKS,
    at: datetime | None = None,
    sets: Mapping[str, int] | None = None,
) -> subprocess.Popen:
    """Start a process that dies when it has called `name` so many times.

    `runs` is what it does, `at` the moment it begins at (none: now), `sets` are constants that it works with.
    """
    told = {
        "database": connections["default"].settings_dict["NAME"],
        "place": [module, name, times],
        "runs": runs,
        "at": at and at.isoformat(),
        "sets": dict(sets or {}),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "tests.faults.dying", json.dumps(told)], cwd=settings.BASE_DIR
    )


def _owner(way: str) -> tuple[Any, str]:
    """Return what holds a dotted name, and the name's last word."""
    module, last = way.rsplit(".", 1)
    return import_module(module), last


def _dying(module: str, name: str, times: int) -> None:
    owner = import_module(module)
    *way, last = name.split(".")
    for one in way:
        owner = getattr(owner, one)
    real, left = getattr(owner, last), [times]

    def call(*args, **more):
        told = real(*args, **more)
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        return told

    setattr(owner, last, call)


def _main(told: Mapping[str, Any]) -> None:
    if told["at"]:
        time_machine.travel(datetime.fromisoformat(told["at"]), tick=True).start()
    django.setup()
    from portal import clock  # noqa: PLC0415  # rooms are there when the apps stand
    from portal.tenants.scope import as_jobs  # noqa: PLC0415

    for alias in connections:
        connections[alias].settings_dict["NAME"] = told["database"]
    work = getattr(*_owner(told["runs"]))
    for way, value in told["sets"].items():
        setattr(*_owner(way), value)
    _dying(*told["place"])
    with as_jobs():
        work(clock.now())


if __name__ == "__main__":
    _main(json.loads(sys.argv[1]))
