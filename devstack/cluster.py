"""One embedded PostgreSQL: its files, its socket, its server. Durable for `make run`, fast and shared for tests."""

import fcntl
import os
import pwd
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg

from devstack import binaries, leftovers, roles
from devstack.errors import StackError
from devstack.locks import locked
from devstack.places import SYSTEM, base_of_clusters, is_root, made, socket_folder
from devstack.processes import tied

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "timezone": "UTC",
}
UNSAFE_AND_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Cluster:
    """The files of one server: `run` is durable and tied to its starter, `test` is neither."""

    def __init__(self, data: Path, *, for_tests: bool = False) -> None:
        """Find programs and places; nothing is started. Raises StackError when there is no PostgreSQL."""
        self.for_tests = for_tests
        self.account = _account() if is_root() else None
        self.programs = binaries.find()
        self.base = _made_open(
            base_of_clusters(made(data), root=self.account is not None), shared=bool(self.account)
        )
        if self.account:  # PostgreSQL refuses to run as root
            self.programs = binaries.reachable(self.programs, SYSTEM)
        # The major version is part of the name: a newer wheel never opens an older cluster.
        self.name = "test" if for_tests else "run"
        self.folder = self._owned(self.base / f"{self.name}{self.programs.major}")
        self.data = self.folder / "data"
        self.log = self.folder / "postgres.log"
        self.server: subprocess.Popen[bytes] | None = None

    @property
    def socket(self) -> Path:
        """The folder of the server's socket."""
        return socket_folder(self.folder)

    def start(self) -> None:
        """Make the cluster where it is missing and start its server. Raises StackError with the end of its log."""
        marker = self.folder / "initialised"
        if not marker.exists():
            shutil.rmtree(self.data, ignore_errors=True)  # an initdb that was interrupted
            self._initdb()
            marker.touch()
        self._owned(self.socket)
        leftovers.stop(self.data)
        leftovers.forget_sockets(self.socket)
        settings = SETTINGS | {"unix_socket_directories": str(self.socket)}
        if self.for_tests:
            settings |= UNSAFE_AND_FAST
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        # A durable server ends with its starter, even by kill -9; the tests' is shared by those who run at once.
        prefix = [] if self.for_tests else tied("INT")
        with self.log.open("ab") as log:
            self.server = subprocess.Popen(
                [*prefix, self.programs.folder / "postgres", "-D", self.data, *options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **self._as_account(),
            )
        self._prepare()

    def environment(self, test_name: str | None = None) -> dict[str, str]:
        """Return the variables that lead each role to it, or the tests to a database of their own."""
        return roles.environment(self.socket, test_name=test_name)

    def answers(self) -> bool:
        """Say whether a server of this cluster takes connections."""
        with suppress(psycopg.OperationalError), roles.connect(self.socket):
            return True
        return False

    def stop(self) -> None:
        """Stop the server after a checkpoint, whoever started it."""
        for told, seconds in leftovers.LADDER:
            if self.server and self.server.poll() is None:
                self.server.send_signal(told)
                with suppress(subprocess.TimeoutExpired):
                    self.server.wait(seconds)
        leftovers.stop(self.data)

    def fault(self) -> str | None:
        """Return what to say when our server has ended by itself."""
        if self.server and (status := self.server.poll()) is not None:
            return f"the embedded PostgreSQL ended with status {status}; end of {self.log}:\n{self._end_of_log()}"
        return None

    def _initdb(self) -> None:
        told = subprocess.run(
            [
                *(
                    self.programs.folder / "initdb",
                    "-D",
                    self.data,
                    "-U",
                    "postgres",
                    "--encoding=UTF8",
                    "--no-locale",
                ),
                *("--auth-local=trust", "--auth-host=reject", "--data-checksums"),
                *(["--no-sync"] if self.for_tests else []),
            ],
            capture_output=True,
            text=True,
            check=False,
            **self._as_account(),
        )
        if told.returncode:
            message = f"initdb failed:\n{told.stdout[-1500:]}{told.stderr[-1500:]}"
            raise StackError(message)

    def _prepare(self) -> None:
        end = time.monotonic() + 60
        while True:
            if ended := self.fault():
                raise StackError(ended)
            try:
                with roles.connect(self.socket) as superuser:
                    roles.prepare(superuser, for_tests=self.for_tests)
            except psycopg.OperationalError as fault:
                if time.monotonic() > end:
                    message = f"the embedded PostgreSQL does not answer; see {self.log}"
                    raise StackError(message) from fault
                time.sleep(0.05)
            else:
                return

    def _as_account(self) -> dict[str, Any]:
        """Return how a program of PostgreSQL is run: as its account, where it can be, without PG* variables."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        how: dict[str, Any] = {
            "cwd": "/",
            "env": kept | {"LC_ALL": "C.UTF-8" if sys.platform == "linux" else "C", "TZ": "UTC"},
        }
        if self.account:
            how |= {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}
        return how

    def _owned(self, folder: Path) -> Path:
        """Return the folder, for PostgreSQL's account alone. Raises StackError when it is somebody else's."""
        made(folder)
        owner = self.account.pw_uid if self.account else os.geteuid()
        if folder.stat().st_uid not in {owner, os.geteuid()}:
            message = f"{folder} belongs to another user; remove it or choose another DATA_DIR"
            raise StackError(message)
        if self.account:
            os.chown(folder, self.account.pw_uid, self.account.pw_gid)
        folder.chmod(0o700)
        return folder

    def _end_of_log(self) -> str:
        return self.log.read_text(errors="replace")[-1500:]


@contextmanager
def durable(data: Path) -> Iterator[Cluster]:
    """Run the durable cluster of a DATA_DIR. Raises StackError when another start runs it."""
    cluster = Cluster(data)
    try:
        with locked(cluster.base / "run.lock", wait=False):
            try:
                cluster.start()
                yield cluster
            finally:
                cluster.stop()
    except BlockingIOError as fault:
        message = f"another `make run` already runs the database of {data}. Stop it first, or: make run DATA_DIR=/path"
        raise StackError(message) from fault


@contextmanager
def for_tests(data: Path) -> Iterator[Cluster]:
    """Join the tests' cluster, starting it if nobody has; the last to leave stops it."""
    cluster = Cluster(data, for_tests=True)
    starting, users = cluster.base / "test.starting", cluster.base / "test.users"
    with locked(users, shared=True) as mine:
        with locked(starting):
            if not cluster.answers():
                cluster.start()
        try:
            yield cluster
        finally:
            with locked(starting), suppress(BlockingIOError):
                fcntl.flock(mine, fcntl.LOCK_EX | fcntl.LOCK_NB)  # nobody else is here
                cluster.stop()


def _account() -> pwd.struct_passwd:
    """Return whom PostgreSQL runs as when we are root."""
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name)
    message = "run as root, PostgreSQL needs an account of its own: neither `postgres` nor `nobody` exists here"
    raise StackError(message)


def _made_open(folder: Path, *, shared: bool) -> Path:
    """Return the folder; as root its way is open for PostgreSQL's account to pass through."""
    made(folder)
    if shared:
        for one in (folder.parent, folder):
            one.chmod(0o755)
    return folder
