"""A real worker in a process of its own, whose way to the server can be cut; and waiting for what it does."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from tests.portal.jobs.conftest import ended, jobs_url, looking

ROOT = Path(__file__).resolve().parents[2]
COMMAND = ("celery", "-q", "-A", "portal.celery", "worker", "--without-gossip", "--without-mingle")
SOCKET = ".s.PGSQL.5432"
SECONDS = 60  # at most, on a machine that does much else


class Worker:
    """A process whose way to the server can be cut: its socket stands in a folder of its own."""

    def __init__(self, folder: Path, server: Path) -> None:
        self.way, self.server = folder / SOCKET, server / SOCKET
        self.mend()
        url = jobs_url().replace(quote(str(server), safe=""), quote(str(folder), safe=""))
        assert quote(str(folder), safe="") in url
        environ = os.environ | {
            "DATABASE_URL": url,
            "CELERY_BROKER_URL": "",
            "STATEMENT_SECONDS": "0",
            "WORKER_PROCESSES": "1",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", *COMMAND],
            cwd=ROOT,
            env=environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.lines: list[dict] = []
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            if line.startswith("{"):
                self.lines.append(json.loads(line))
            else:
                self.lines.append({"event": "plain", "text": line.strip()})

    def mend(self):
        self.way.symlink_to(self.server)

    def cut(self):
        self.way.unlink()
        with looking() as own:
            ended(own)

    def said(self, event):
        return [one for one in self.lines if one["event"] == event]


def until(what):
    """Wait until it is so, at most SECONDS."""
    end = time.monotonic() + SECONDS
    while not (told := what()):
        assert time.monotonic() < end
        time.sleep(0.02)
    return told


@contextmanager
def working(folder: Path, server: Path):
    """Give a worker that is ready; `folder` is where its way stands, `server` that of the server's socket."""
    one = Worker(folder, server)
    try:
        until(lambda: one.said("worker_ready"))
        yield one
    finally:
        os.killpg(one.process.pid, signal.SIGKILL)
        one.process.wait(SECONDS)
        one.process.stdout.close()
