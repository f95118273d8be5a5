"""`make clean`: stops what still runs and removes what the other targets made."""

import shutil
from contextlib import suppress

from devstack import assets, chosen
from devstack.cluster import Cluster
from devstack.errors import StackError
from devstack.locks import locked
from devstack.places import ROOT, base_of_clusters, data_dir, is_root

# By name: DATA_DIR may be any folder.
KEPT = (
    chosen.CHOSEN,
    chosen.DATABASE,
    "test.env",
    "id",
    "assets.lock",
    "mail",
    "static",
    "test-static",
    "postgresql",
)
MADE = (
    ".static",
    ".hypothesis",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".import_linter_cache",
    "test-results",
)


def stop() -> None:
    """Stop the tests' server, which a killed run leaves behind; one of `make run` ends with its start."""
    cluster = Cluster(data_dir(), for_tests=True)
    _alone(cluster, "test.users")


def clean() -> None:
    """Remove the data, the look and the tools' caches. Raises StackError when a start or a test run still uses them."""
    data = data_dir()
    if data.exists():
        base = base_of_clusters(data, root=is_root())
        if base.exists():
            _alone(Cluster(data), "run.lock")
            _alone(Cluster(data, for_tests=True), "test.users")
            shutil.rmtree(base)
        for path in (data / name for name in KEPT):
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        with suppress(OSError):  # somebody else's files lie there too
            data.rmdir()
    for path in (assets.VENDOR, *(ROOT / name for name in MADE)):
        shutil.rmtree(path, ignore_errors=True)
    for path in (*ROOT.glob(".coverage*"), *ROOT.glob("locale/*/LC_MESSAGES/*.mo")):
        path.unlink()


def _alone(cluster: Cluster, lock: str) -> None:
    """Stop a cluster's server when nobody uses it. Raises StackError when somebody does."""
    try:
        with locked(cluster.base / lock, wait=False):
            cluster.stop()
    except BlockingIOError as fault:
        message = f"`make run` or `make test` still uses {cluster.folder}; end it first"
        raise StackError(message) from fault
