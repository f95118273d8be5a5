"""A real worker on the broker of PostgreSQL: it does what is nudged, and outlives a server that goes and comes back."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connections

from portal.celery import app
from portal.jobs import services
from portal.jobs.models import How, JobState
from portal.tenants.scope import as_jobs
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


@pytest.fixture
def worker(transactional_db, settings, tmp_path):
    settings.CELERY_BROKER_URL = "pgnotify://postgresql"
    one = Worker(tmp_path, Path(connections["default"].settings_dict["HOST"]))
    try:
        until(lambda: one.said("worker_ready"))
        yield one
    finally:
        os.killpg(one.process.pid, signal.SIGKILL)
        one.process.wait(SECONDS)
        one.process.stdout.close()


@pytest.fixture
def nudge():
    """Ask for the purge as the web does, and return how long its row then took to tell of it."""
    own = app.conf.broker_write_url
    app.conf.broker_write_url = "pgnotify://postgresql"

    def ask():
        with as_jobs():
            JobState.objects.filter(pk="purge").delete()
        began = time.monotonic()
        services.nudge("portal.jobs.tasks.purge")
        until(lambda: JobState.objects.filter(pk="purge", how=How.OK).exists())
        return time.monotonic() - began

    yield ask
    app.conf.broker_write_url = own
    app.pool.force_close_all()


def test_a_worker_does_what_is_nudged_and_outlives_a_server_that_goes_and_comes_back(worker, nudge):
    nudge()
    before = worker.process.pid
    worker.cut()
    until(lambda: [one for one in worker.said("background") if one["logger"].endswith("consumer")])
    lost = len(worker.lines)
    time.sleep(3)  # the time it is away
    assert worker.process.poll() is None
    assert len(worker.lines) - lost < 6, "it waits between its tries"
    worker.mend()
    nudge()
    assert worker.process.pid == before
    assert worker.said("plain") == []
    assert worker.said("job_failed") == worker.said("task_failed") == []
