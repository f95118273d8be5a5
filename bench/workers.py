"""Starts workers that ask mass queries, each a process of its own, lets them go at once, and hears what they did."""

import json
import subprocess
import sys
from types import TracebackType
from typing import IO, Literal, Self
from uuid import UUID

from django.db import connections

from bench.mass_worker import Worked

How = Literal["parts", "persons"]


class Workers:
    """Some processes that are ready to ask; those that were not let go end with the block."""

    def __init__(self, many: int = 1, how: How = "parts") -> None:
        name = connections["default"].settings_dict["NAME"]
        self._all = [
            subprocess.Popen(  # noqa: S603  # our own module
                [sys.executable, "-m", "bench.mass_worker", name, how],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(many)
        ]

    def __enter__(self) -> Self:
        for one in self._all:
            while (line := _pipe(one.stdout).readline()).strip() != "ready":
                if not line:
                    raise RuntimeError("a worker did not start")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for one in self._all:
            if one.poll() is None:
                one.terminate()
            one.communicate()

    def go(self, query: UUID) -> None:
        """Let them ask, all at once."""
        for one in self._all:
            _pipe(one.stdin).write(f"{query}\n")
            _pipe(one.stdin).flush()

    @property
    def at_work(self) -> bool:
        """Say whether all of them still run."""
        return all(one.poll() is None for one in self._all)

    def told(self) -> list[Worked]:
        """Wait till they have ended; return what each did. Raises RuntimeError when one failed."""
        ends = [one.communicate()[0].strip().splitlines() for one in self._all]
        if any(one.returncode for one in self._all) or not all(ends):
            raise RuntimeError("a worker failed")
        return [Worked(**json.loads(lines[-1])) for lines in ends]


def rate(worked: list[Worked]) -> float:
    """Return rows a second of all of them together, till the last was done."""
    return sum(one.rows for one in worked) / max(one.seconds for one in worked)


def _pipe(one: IO[str] | None) -> IO[str]:
    if one is None:
        raise RuntimeError("no pipe")
    return one
