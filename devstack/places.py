"""Where things lie: the checkout, DATA_DIR, and folders that PostgreSQL's own user can enter."""

import hashlib
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from devstack.errors import StackError

APP = "lefi-leka"
ROOT = Path(__file__).resolve().parent.parent
# Root's own folders may be closed to the account that PostgreSQL runs as; nothing of the checkout is opened for it.
SYSTEM = Path("/var/lib") / APP
# The address of a unix socket holds 107 bytes on Linux and 103 on macOS, and PostgreSQL adds `/.s.PGSQL.5432`.
LONGEST_SOCKET_FOLDER = 88


def data_dir(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the folder of what this checkout keeps: DATA_DIR, or `.data` in the checkout."""
    return (ROOT / (environ.get("DATA_DIR") or ".data")).resolve()


def made(folder: Path) -> Path:
    """Return the folder, made for its owner alone where it is missing. Raises StackError when it cannot be."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        writable = os.access(folder, os.W_OK | os.X_OK)
    except OSError as fault:
        message = f"{folder} cannot be made ({fault.strerror}). Choose another place: make run DATA_DIR=/path"
        raise StackError(message) from fault
    if not writable:
        message = f"{folder} cannot be written by this user. Choose another place: make run DATA_DIR=/path"
        raise StackError(message)
    return folder


def is_root() -> bool:
    """Say whether we are root, as whom PostgreSQL refuses to run."""
    return os.geteuid() == 0


def base_of_clusters(data: Path, *, root: bool) -> Path:
    """Return where the database's files lie: in DATA_DIR, or for root in a system folder of it."""
    if not root:
        return data / "postgresql"
    mark = data / "id"  # a DATA_DIR made anew at the same path begins with an empty database
    if not mark.exists():
        mark.write_text(secrets.token_hex(8), encoding="ascii")
    return SYSTEM / _short(f"{data} {mark.read_text(encoding='ascii')}")


def socket_folder(cluster: Path) -> Path:
    """Return the cluster's own folder for its socket, or one under /tmp when its path cannot be an address.

    It can be too long, or hold a comma, at which PostgreSQL and its clients cut lists of addresses.
    """
    if len(os.fsencode(cluster)) <= LONGEST_SOCKET_FOLDER and not {",", '"'} & set(str(cluster)):
        return cluster
    return Path("/tmp") / f"{APP}-{_short(str(cluster))}"  # noqa: S108  # mode 0700, owner checked


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
