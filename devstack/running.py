"""`make run`: the database, the demo, the portal; one line when it answers, and all of it ends together."""

import json
import os
import signal
import socket
import sys
import time
import urllib.request
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path
from types import FrameType
from typing import Any

from devstack import accounts, assets, chosen, cluster, translations
from devstack.errors import StackError
from devstack.places import ROOT, data_dir, made
from devstack.processes import PYTHON, Service, told
from devstack.testing import said

HOST = "127.0.0.1"
WORKERS, THREADS = 2, 8
MANAGE = [PYTHON, str(ROOT / "manage.py")]
CELERY = [PYTHON, "-m", "celery", "-q", "-A", "portal.celery"]
ALONE = (
    "--without-gossip",
    "--without-mingle",
    "--without-heartbeat",
)  # workers do not talk to each other
SECONDS_TO_STOP = 15.0
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """Somebody wants it to end: Ctrl-C, a signal, a closed terminal."""


def stop_when_told() -> None:
    """Raise Stopped at the first signal."""
    for told_by in SIGNALS:
        signal.signal(told_by, _stop)


def stop_in_peace() -> None:
    """Hear no signal while things end in their order."""
    for told_by in SIGNALS:
        signal.signal(told_by, signal.SIG_IGN)


def _stop(_number: int, _frame: FrameType | None) -> None:
    stop_in_peace()
    raise Stopped


def run() -> int:
    """Start everything and keep it until told to stop; return 0 then. Raises StackError for whatever fails."""
    stop_when_told()
    try:
        _start(time.monotonic())
    except Stopped:
        with suppress(OSError):  # the terminal may be gone
            print("==> all stopped, the data is kept", flush=True)
    return 0


def _start(began: float) -> None:
    port = free_port(os.environ.get("PORT") or "8000")
    data = made(data_dir())
    assets.install()
    translations.main()
    with ExitStack() as stack:
        environ, server = _database(data, stack)
        environ = {
            **chosen.choose(data / chosen.CHOSEN, chosen.DEMO),
            **chosen.placed(data),
            **environ,
        }
        environ = addressed(environ, port)
        chosen.write(data / chosen.DATABASE, {name: environ[name] for name in chosen.URLS})
        stack.callback((data / chosen.DATABASE).unlink, missing_ok=True)
        made(data / "mail")
        with ThreadPoolExecutor(1) as beside:  # it knows no database, and two cores are there
            collected = beside.submit(told, [*MANAGE, "collectstatic", "--noinput", "-v0"], environ)
            told([*MANAGE, "migrate", "-v0"], environ)
            demo = (
                told([*MANAGE, "demo", "--json"], environ) if environ.get("DEMO") == "1" else None
            )
            collected.result()
        print(f"==> database and demo stand after {time.monotonic() - began:.1f} s", flush=True)
        _keep(services(port, environ), server, port, json.loads(demo) if demo else None)


def addressed(environ: Mapping[str, str], port: int) -> dict[str, str]:
    """Return an environment that knows where the portal is reached, for the links in its mails; what it said stands."""
    return {"PUBLIC_URL": f"http://{HOST}:{port}", **environ}


def _database(data: Path, stack: ExitStack) -> tuple[dict[str, str], cluster.Cluster | None]:
    """Return the environment with a database in it, and our server unless the environment told another."""
    environ = {name: value for name, value in os.environ.items() if value}
    if environ.get("DATABASE_URL"):
        said(environ)
        return environ, None
    server = stack.enter_context(cluster.durable(data))
    stack.callback(stop_in_peace)
    print(
        f"==> PostgreSQL {server.programs.major} ({server.programs.source}) in {server.folder}",
        flush=True,
    )
    return environ | server.environment(), server


def services(port: int, environ: Mapping[str, str]) -> list[Service]:
    """Start what runs as long as the portal does; each knows the database by its own role alone."""
    others = {"MIGRATE_DATABASE_URL", "JOBS_DATABASE_URL"}
    serving = {"POOL": str(THREADS)} | {
        name: value for name, value in environ.items() if name not in others
    }
    # Background work speaks as app_jobs, takes the time it needs, and holds one connection a process.
    working = {
        name: value
        for name, value in environ.items()
        if name not in {*others, "BROKER_DATABASE_URL"}
    } | {"DATABASE_URL": environ["JOBS_DATABASE_URL"], "STATEMENT_SECONDS": "0", "POOL": "0"}
    where = ("--host", HOST, "--port", str(port))
    how = (
        "--interface",
        "wsgi",
        "--no-ws",
        "--workers",
        str(WORKERS),
        "--blocking-threads",
        str(THREADS),
    )
    quiet = ("--log-level", "error", "--workers-kill-timeout", "5")
    return [
        Service(
            "web",
            [PYTHON, "-m", "granian", "portal.wsgi:application", *where, *how, *quiet],
            serving,
        ),
        Service("worker", [*CELERY, "worker", *ALONE], working, says="worker_ready"),
        Service("beat", [*CELERY, "beat"], working, says="beat_ready"),
    ]


def _keep(
    running: Sequence[Service],
    server: cluster.Cluster | None,
    port: int,
    demo: dict[str, Any] | None,
) -> None:
    """Wait until told to stop, or until something ends by itself: then StackError says which."""
    ready = False
    try:
        while True:
            faults = [*(one.fault() for one in running), server.fault() if server else None]
            if fault := next(filter(None, faults), None):
                message = f"everything is stopped: {fault}"
                raise StackError(message)
            if not ready and all(one.ready.is_set() for one in running) and answers(port):
                ready = True
                print(f"ready: http://{HOST}:{port}", flush=True)
                if demo:
                    print(accounts.table(demo), flush=True)
            time.sleep(0.2)
    finally:
        stop_in_peace()
        end = time.monotonic() + SECONDS_TO_STOP
        for one in running:
            one.terminate()
        for one in running:
            one.finish(max(0.1, end - time.monotonic()))


def free_port(told_port: str) -> int:
    """Return the port when it can be listened on. Raises StackError that names another way."""
    if not told_port.isdecimal() or not 0 < (port := int(told_port)) < 65536:
        message = f"PORT is {told_port}, which is no port: make run PORT=8001"
        raise StackError(message)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as fault:
            message = (
                f"port {port} of {HOST} is not available ({fault.strerror}). "
                f"Stop what uses it, or choose another: make run PORT={port + 1 if port < 65535 else 8001}"
            )
            raise StackError(message) from fault
    return port


def answers(port: int) -> bool:
    """Say whether the portal is alive."""
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=2):
            return True
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(run())
