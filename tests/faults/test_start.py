"""`make run` as a whole, in processes of its own: it starts, answers, ends, keeps its data, survives kill -9."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MINE = (
    "DATABASE_URL",
    "MIGRATE_DATABASE_URL",
    "JOBS_DATABASE_URL",
    "STATIC_ROOT",
    "DJANGO_SETTINGS_MODULE",
)
SECRETS = (
    "SECRET_KEY",
    "ANSWER_KEYS",
    "LOG_KEY",
    "DEMO_KEY",
    "DEMO",
    "HTTPS",
    "POOL",
)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextmanager
def running(data: Path, port: int) -> Iterator[tuple[subprocess.Popen, str]]:
    """Start the portal; give the process and all that it printed until it was ready."""
    environ = {name: value for name, value in os.environ.items() if name not in MINE + SECRETS}
    environ |= {"DATA_DIR": str(data), "PORT": str(port), "DEMO_PERSONS": "20"}
    process = subprocess.Popen(
        [sys.executable, "-m", "devstack", "run"],
        cwd=ROOT,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    told = []
    try:
        for line in process.stdout:
            told.append(line)
            if "manage.py demo --json" in line:
                break
        yield process, "".join(told)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.stdout.read()
        process.stdout.close()
        process.wait(timeout=60)


def answers(port: int) -> int:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=20) as response:
        return response.status


@pytest.mark.enable_socket
def test_it_starts_answers_survives_kill_9_keeps_its_data_and_ends_cleanly(tmp_path):
    port, data = free_port(), tmp_path / "data"
    with running(data, port) as (process, first):
        assert f"ready: http://127.0.0.1:{port}\n" in first
        assert answers(port) == 200
        assert (data / "chosen.env").stat().st_mode & 0o077 == 0
        os.kill(process.pid, signal.SIGKILL)  # what it started must end by itself
        process.wait(timeout=30)
    accounts = [line for line in first.splitlines() if "@" in line]
    assert len(accounts) >= 10
    with running(data, port) as (process, second):
        assert accounts == [line for line in second.splitlines() if "@" in line]
        assert answers(port) == 200
        taken = subprocess.run(
            [sys.executable, "-m", "devstack", "run"],
            cwd=ROOT,
            env=os.environ | {"DATA_DIR": str(tmp_path / "other"), "PORT": str(port)},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert taken.returncode == 2
        assert f"port {port} of 127.0.0.1 is not available" in taken.stderr
    assert process.returncode == 0
