"""What an earlier start left when it was killed: a running server, or files that name a dead one.

Three traps, all met: where PID 1 never reaps (containers) a dead server stays a zombie and counts as alive for pg_ctl
and postgres; after its pid file the socket's lock file blocks likewise; and its children need up to a second to leave.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from devstack.errors import StackError

LADDER = ((signal.SIGINT, 15), (signal.SIGQUIT, 10))  # a checkpoint first; then at once


def alive(pid: int) -> bool:
    """Say whether a process runs; a zombie does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return not sys.platform.startswith("linux")


def postmaster(data: Path) -> int | None:
    """Return the process that the data directory's pid file names, alive or not."""
    try:
        return int((data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def stop(data: Path) -> None:
    """Stop the server of a data directory, ours or an earlier start's, and forget its pid file.

    Raises StackError when it does not stop.
    """
    for told, seconds in LADDER:
        pid = postmaster(data)
        if pid is None or not alive(pid):
            break
        if str(data) in _command(pid):
            os.kill(pid, told)
        _until(lambda pid=pid: not alive(pid), seconds)  # type: ignore[misc]  # a default binds it now
    pid = postmaster(data)
    if pid is not None and alive(pid):
        message = f"a PostgreSQL (process {pid}) already uses {data} and does not stop"
        raise StackError(message)
    _until(lambda: not _children(data), 10)
    (data / "postmaster.pid").unlink(missing_ok=True)


def forget_sockets(folder: Path) -> None:
    """Remove sockets and their lock files where no server is alive."""
    for path in folder.glob(".s.PGSQL.*"):
        path.unlink(missing_ok=True)


def _until(done: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not done() and time.monotonic() < end:
        time.sleep(0.05)


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return subprocess.run(
            ["ps", "-p", str(pid), "-o", "args="], capture_output=True, text=True, check=False
        ).stdout


def _children(data: Path) -> list[Path]:
    """Return the processes whose working directory is the data directory (Linux alone)."""
    found = []
    for link in Path("/proc").glob("[0-9]*/cwd"):
        try:
            if link.readlink() == data:
                found.append(link)
        except OSError:
            continue
    return found
