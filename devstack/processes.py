"""Starting processes so that none outlives the start, whatever ends it."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress

from devstack.errors import StackError
from devstack.places import ROOT

PYTHON = sys.executable


def tied(told: str) -> list[str]:
    """Return what to put before a command so that the kernel sends it a signal when we die, even by kill -9 (Linux)."""
    return ["setpriv", "--pdeathsig", told, "--"] if shutil.which("setpriv") else []


def call(command: Sequence[str], environ: Mapping[str, str]) -> int:
    """Run a command of the checkout on this terminal and return its status; Ctrl-C lets it end by itself."""
    process = subprocess.Popen(command, cwd=ROOT, env=environ)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:  # the terminal told the command too
            signal.signal(signal.SIGINT, signal.SIG_IGN)


def told(command: Sequence[str], environ: Mapping[str, str]) -> str:
    """Return what a command of the checkout prints; its complaints go to this terminal.

    Raises StackError when it fails.
    """
    done = subprocess.run(
        command, cwd=ROOT, env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
        start_new_session=True, check=False,
    )  # fmt: skip
    if done.returncode:
        sys.stderr.write(done.stdout)
        message = f"`{shown(command)}` failed with status {done.returncode} (see above)"
        raise StackError(message)
    return done.stdout


def shown(command: Sequence[str]) -> str:
    """Return a command as one would type it."""
    names = {PYTHON: "python", str(ROOT / "manage.py"): "manage.py"}
    return " ".join(names.get(part, part) for part in command)


class Service:
    """A process that is to run as long as the start does; its lines are printed with its name before them."""

    def __init__(
        self, name: str, command: Sequence[str], environ: Mapping[str, str], *, says: str = ""
    ) -> None:
        """Start it in a session of its own: Ctrl-C reaches it through us alone, in order.

        `says` stands in the line that it prints when it can work.
        """
        self.name = name
        self.ready = threading.Event()
        self._says = says.encode()
        if not says:
            self.ready.set()
        self.process = subprocess.Popen(
            [*tied("TERM"), *command],
            cwd=ROOT,
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        threading.Thread(target=self._print, daemon=True).start()

    def _print(self) -> None:
        assert self.process.stdout  # noqa: S101  # asked for above
        with self.process.stdout as lines:
            for line in lines:
                if self._says in line:
                    self.ready.set()
                print(f"{self.name:>6} | {line.decode(errors='replace').rstrip()}", flush=True)

    def fault(self) -> str | None:
        """Return what to say when it has ended by itself."""
        status = self.process.poll()
        return (
            None
            if status is None
            else f"{self.name} ended with status {status}; its last lines are above"
        )

    def terminate(self) -> None:
        """Tell the main process alone: a pool's children are its own to stop, and a signal to all makes some hang."""
        if self.process.poll() is None:
            self.process.terminate()

    def finish(self, seconds: float) -> None:
        """Wait for its end, then kill what is left of its group."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            print(f"==> {self.name} does not stop: killed", flush=True)
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
