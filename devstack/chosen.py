"""What `make run` chose and where its database is, kept in DATA_DIR for its owner alone.

Taken by `manage.py` where the environment is silent. Importable without Django: it comes before settings.
"""

import os
import secrets
from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlsplit

from cryptography.fernet import Fernet

from devstack.errors import StackError
from devstack.places import data_dir, made

CHOSEN = "chosen.env"  # once, for as long as the data lives
DATABASE = "database.env"  # while the database runs
SOCKET = ".s.PGSQL.5432"
URLS = ("DATABASE_URL", "MIGRATE_DATABASE_URL", "JOBS_DATABASE_URL")


def _fernet_key() -> str:
    return Fernet.generate_key().decode()


SECRETS: Mapping[str, Callable[[], str]] = {
    "SECRET_KEY": lambda: secrets.token_urlsafe(50),
    "ANSWER_KEYS": _fernet_key,
    "SECOND_FACTOR_KEYS": _fernet_key,
    "LOG_KEY": lambda: secrets.token_urlsafe(32),
    "DEMO_KEY": lambda: secrets.token_urlsafe(32),
}
# A demo on plain http, of test persons, whose extracts never grow too old.
DEMO = {"DEMO": "1", "HTTPS": "0", "REQUIRE_MFA": "0", "EXTRACT_MAX_AGE_HOURS": "0"}


def choose(file: Path, plain: Mapping[str, str]) -> dict[str, str]:
    """Return what the file holds, completed with plain values and fresh secrets where it lacks them."""
    held = read(file)
    missing = {name: value for name, value in plain.items() if name not in held}
    missing |= {name: make() for name, make in SECRETS.items() if name not in held}
    if missing:
        write(file, held | missing)
    return held | missing


def read(file: Path) -> dict[str, str]:
    """Return the NAME=value lines of a file, none when there is no such file."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    pairs = (line.partition("=") for line in lines if "=" in line and not line.startswith("#"))
    return {name: value for name, _, value in pairs}


def write(file: Path, values: Mapping[str, str]) -> None:
    """Write NAME=value lines whole or not at all, readable by the owner alone."""
    half = made(file.parent) / f".{file.name}.{os.getpid()}"
    half.unlink(missing_ok=True)
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        out.writelines(f"{name}={value}\n" for name, value in values.items())
    half.replace(file)


def fill(environ: MutableMapping[str, str] = os.environ) -> None:
    """Take from DATA_DIR what the environment does not say: for `manage.py` beside a `make run`.

    A database that is told and is not the one `make run` uses is none of ours: nothing is taken then, so that no
    demo's secret reaches it. Raises StackError when no database is told and none runs here.
    """
    data = data_dir(environ)
    running = read(data / DATABASE)
    if environ.get("DATABASE_URL"):
        if environ["DATABASE_URL"] != running.get("DATABASE_URL"):
            return
    elif not up(running):
        message = (
            f"DATABASE_URL is unset and no `make run` has its database up in {data}.\n"
            "  Start it in another terminal: make run        (elsewhere? say DATA_DIR=/path here too)\n"
            "  or set DATABASE_URL and the secrets of .env.example"
        )
        raise StackError(message)
    for name, value in (running | read(data / CHOSEN) | placed(data)).items():
        if not environ.get(name):
            environ[name] = value


def up(running: Mapping[str, str]) -> bool:
    """Say whether the database of these URLs may be there: a killed start leaves its file, but no socket."""
    if "DATABASE_URL" not in running:
        return False
    folder = dict(parse_qsl(urlsplit(running["DATABASE_URL"]).query)).get("host", "")
    return not folder or (Path(folder) / SOCKET).exists()


def placed(data: Path) -> dict[str, str]:
    """Return the variables that follow from DATA_DIR itself."""
    mails = quote(str(data / "mail"))
    return {"EMAIL_URL": f"file://{mails}", "STATIC_ROOT": str(data / "static")}
