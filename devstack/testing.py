"""`make test` and `make t`: the tests' database, a browser, then pytest, whose summary is the last that is printed."""

import fcntl
import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from devstack import assets, browser, checks, chosen, cluster, roles, translations
from devstack.errors import StackError
from devstack.places import ROOT, data_dir, made
from devstack.processes import PYTHON, call

# Served as in production but for https: Django's test client and the browser speak plain http.
PLAIN = {
    "DEMO": "1",
    "STATUS_SECONDS": "0",
    "HTTPS": "0",
    "REQUIRE_MFA": "0",
    "POOL": "0",
    "CELERY_BROKER_URL": "memory://",
}
MOST_AT_ONCE = 16
MOST_WORKERS = 4


def everything(arguments: Sequence[str]) -> int:
    """Run the checks, then all tests on a new database with coverage; return the status."""
    with environment() as (environ, _stamp):
        environ |= {"CHROMIUM": browser.find_or_install()}
        if status := checks.run(environ):
            return status
        at_once = str(min(os.cpu_count() or 1, MOST_WORKERS))
        return call(
            [
                PYTHON,
                "-m",
                "pytest",
                "--create-db",
                "--cov",
                "-n",
                at_once,
                "--dist",
                "loadgroup",
                "--ignore=tests/long",  # `make test-faults`
                *arguments,
            ],
            environ,
        )


def one(arguments: Sequence[str]) -> int:
    """Run what is named, quickly: on the database of the last time unless a migration changed since."""
    with environment() as (environ, stamp):
        if found := browser.find():
            environ |= {"CHROMIUM": found}
        told = migrations()
        stands = stamp.exists() and stamp.read_text(encoding="ascii") == told
        stamp.unlink(missing_ok=True)
        again = [] if stands else ["--create-db"]
        status = call(
            [PYTHON, "-m", "pytest", "--reuse-db", *again, "-n", "0", *arguments], environ
        )
        if status in {0, 1}:  # ran to its end: the database stands whole
            stamp.write_text(told, encoding="ascii")
        return status


def bench(arguments: Sequence[str]) -> int:
    """Measure, on the tests' cluster; return the status."""
    with environment() as (environ, _stamp):
        return call([PYTHON, "-m", "bench", *arguments], environ)


def check() -> int:
    """Run the checks alone."""
    with environment() as (environ, _stamp):
        return checks.run(environ)


@contextmanager
def environment() -> Iterator[tuple[dict[str, str], Path]]:
    """Give the variables of the tests, and the file that says from which migrations their database was made."""
    data = made(data_dir())
    assets.install()
    translations.compile_all()
    secrets = chosen.choose(data / "test.env", {})
    environ = os.environ | secrets | PLAIN | {"DJANGO_SETTINGS_MODULE": "portal.settings"}
    environ["STATIC_ROOT"] = str(
        made(data / "test-static")
    )  # tests serve files by their own names, uncollected
    if os.environ.get("DATABASE_URL"):
        said(os.environ)
        yield environ, data / "test.migrations"
        return
    with ExitStack() as stack:
        tests = stack.enter_context(cluster.for_tests(data))
        number = stack.enter_context(_place(tests.base))
        name = f"{roles.NAME}{number or ''}"
        yield (
            environ | tests.environment(name),
            tests.base / f"test.migrations.{number}",
        )


def said(environ: Mapping[str, str]) -> None:
    """Check that a database told by the environment is told for all roles. Raises StackError."""
    if missing := [
        name for name in ("MIGRATE_DATABASE_URL", "JOBS_DATABASE_URL") if not environ.get(name)
    ]:
        message = f"DATABASE_URL is set, so {' and '.join(missing)} must be too (docs/operations.md, Roles)"
        raise StackError(message)


@contextmanager
def _place(base: Path) -> Iterator[int]:
    """Give the lowest number that no other test run uses: each has a database of its own."""
    for number in range(MOST_AT_ONCE):
        with (base / f"test.place.{number}").open("a") as file, suppress(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield number
            return
    message = f"{MOST_AT_ONCE} test runs use this checkout already"
    raise StackError(message)


def migrations() -> str:
    """Return a digest of what a test database is made from."""
    files = sorted(
        path
        for floor in ("portal", "lookups", "subscriptions")
        for path in (ROOT / floor).rglob("migrations/*.py")
    )
    whole = hashlib.sha256()
    for path in [*files, ROOT / "requirements" / "dev.txt"]:
        whole.update(f"{path.name}\0".encode() + (path.read_bytes() if path.exists() else b""))
    return whole.hexdigest()
