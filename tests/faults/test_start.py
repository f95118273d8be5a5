"""`make run` as a whole, in processes of its own: it starts, answers, ends, keeps its data, survives kill -9."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from devstack.errors import StackError
from devstack.places import base_of_clusters, is_root
from devstack.processes import Service
from devstack.running import SIGNALS
from devstack.running import _keep as supervise

ROOT = Path(__file__).resolve().parents[2]
MINE = (
    "CELERY_BROKER_URL",
    "DATABASE_URL",
    "MIGRATE_DATABASE_URL",
    "JOBS_DATABASE_URL",
    "STATIC_ROOT",
    "DJANGO_SETTINGS_MODULE",
)
SECRETS = (
    "SECRET_KEY",
    "ANSWER_KEYS",
    "SECOND_FACTOR_KEYS",
    "REQUIRE_MFA",
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


def answers(port: int) -> dict[str, str]:
    """Return what `/readyz` says, when it is 200."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=20) as response:
        checks = json.load(response)["checks"]
    return {name: one["says"] for name, one in checks.items()}


def main_processes(supervisor: int) -> dict[str, int]:
    """Return the processes that it has started, by what they are."""
    found: dict[str, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            command = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:  # it has ended meanwhile
            continue
        if parent == supervisor:
            names = {"worker": b"worker", "beat": b"beat", "web": b"granian"}
            found |= {name: int(folder.name) for name, word in names.items() if word in command}
    return found


def gone(pids: list[int]) -> bool:
    """Wait until they have ended, at most half a minute; say whether they have."""
    end = time.monotonic() + 30
    while (left := [pid for pid in pids if alive(pid)]) and time.monotonic() < end:
        time.sleep(0.05)
    return not left


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.fixture
def folders(tmp_path):
    """Give two DATA_DIRs; a root's databases lie elsewhere, and go with them."""
    both = [tmp_path / "data", tmp_path / "other"]
    yield both
    for one in both:
        if one.exists():
            shutil.rmtree(base_of_clusters(one, root=is_root()), ignore_errors=True)


@pytest.mark.enable_socket
def test_it_starts_answers_survives_kill_9_keeps_its_data_and_ends_cleanly(folders):
    port, (data, other) = free_port(), folders
    with running(data, port) as (process, first):
        assert f"ready: http://127.0.0.1:{port}\n" in first
        told = answers(port)
        assert told["broker"].startswith(("none wait", "1 wait"))
        assert told["beat"].endswith(" s ago")
        assert (data / "chosen.env").stat().st_mode & 0o077 == 0
        started = main_processes(process.pid)
        assert set(started) == {"web", "worker", "beat"}
        os.kill(process.pid, signal.SIGKILL)  # what it started must end by itself
        process.wait(timeout=30)
        assert gone(list(started.values()))
    accounts = [line for line in first.splitlines() if "@" in line]
    assert len(accounts) >= 10
    with running(data, port) as (process, second):
        assert accounts == [line for line in second.splitlines() if "@" in line]
        assert answers(port)["database"] == "answers"
        taken = subprocess.run(
            [sys.executable, "-m", "devstack", "run"],
            cwd=ROOT,
            env=os.environ | {"DATA_DIR": str(other), "PORT": str(port)},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert taken.returncode == 2
        assert f"port {port} of 127.0.0.1 is not available" in taken.stderr
    assert process.returncode == 0


SLEEPS = "import sys, time; print(sys.argv[1] + '_ready', flush=True); time.sleep(60)"


@pytest.mark.enable_socket
@pytest.mark.parametrize("dying", ["web", "worker", "beat"])
def test_when_one_dies_all_stop_and_it_is_named(dying):
    services = {
        name: Service(name, [sys.executable, "-c", SLEEPS, name], os.environ, says=f"{name}_ready")
        for name in ("web", "worker", "beat")
    }
    for one in services.values():
        assert one.ready.wait(20)
    services[dying].process.kill()
    with (
        pytest.raises(StackError, match=f"everything is stopped: {dying} ended with status -9"),
        ignored_signals_restored(),
    ):
        supervise(list(services.values()), None, free_port(), None)
    assert not any(alive(one.process.pid) for one in services.values())


@contextmanager
def ignored_signals_restored() -> Iterator[None]:
    """Give the test run its signals back: the supervisor ends in peace."""
    kept = {number: signal.getsignal(number) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)
