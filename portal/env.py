"""Typed readers of the environment, each with its meaning; `python -m portal.env` prints `.env.example`."""

import ast
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True, slots=True)
class Known:
    """A variable that settings read: its name, its meaning, its default (None: it must be said)."""

    name: str
    meaning: str
    default: str | None
    secret: bool = False


MISSING = "is not set"


def _read(name: str, meaning: str, default: str | None, *, secret: bool = False) -> str:
    """Return the variable's text, or that of the file that NAME_FILE names. Raises ImproperlyConfigured."""
    if secret and (path := os.environ.get(f"{name}_FILE")):
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except (OSError, ValueError) as fault:
            message = f"{name}_FILE cannot be read ({type(fault).__name__}): {meaning}"
            raise ImproperlyConfigured(message) from fault
    told = os.environ.get(name, default)
    if told is None or (default is None and not told):
        message = f"{name} {MISSING}: {meaning}"
        raise ImproperlyConfigured(message)
    return told


def text(name: str, meaning: str, *, default: str | None = None) -> str:
    """Return a text."""
    return _read(name, meaning, default)


# What stands in examples and guides, and what somebody types to get past a refused start.
EXAMPLES = re.compile(
    r"change.?me|example|exempel|insecure|placeholder|password|l.senord|secret|hemlig|foobar|12345|abcdef",
    re.IGNORECASE,
)
SECRET_LENGTH = 32  # characters, for 128 bits even in hex


def secret(name: str, meaning: str) -> str:
    """Return a secret, from NAME or from the file NAME_FILE; it has no default.

    Raises ImproperlyConfigured, which never quotes it, for one that is missing, short or out of an example.
    """
    told = _read(name, meaning, None, secret=True)
    if len(told) < SECRET_LENGTH or len(set(told)) < 10:
        message = f"{name} is too short for a secret ({SECRET_LENGTH} characters, not the same few): {meaning}"
        raise ImproperlyConfigured(message)
    if EXAMPLES.search(told):
        message = f"{name} looks like an example, not a secret: {meaning}"
        raise ImproperlyConfigured(message)
    return told


def keys(name: str, meaning: str) -> list[str]:
    """Return Fernet keys, the newest first. Raises ImproperlyConfigured, which never quotes it, for what is none."""
    told = [key.strip() for key in secret(name, meaning).split(",")]
    for place, key in enumerate(told, start=1):
        try:
            Fernet(key)
        except ValueError as fault:
            message = (
                f"{name}: number {place} is no Fernet key (32 bytes, url-safe base64): {meaning}"
            )
            raise ImproperlyConfigured(message) from fault
    return told


def _as(name: str, meaning: str, default: str, convert: Callable[[str], Any]) -> Any:
    told = _read(name, meaning, default)
    try:
        return convert(told)
    except (KeyError, ValueError) as fault:
        message = f"{name} cannot be read: {meaning}"
        raise ImproperlyConfigured(message) from fault


def number(name: str, meaning: str, *, default: int, at_least: int = 0) -> int:
    """Return a whole number. Raises ImproperlyConfigured for one that is less than what makes sense."""
    told: int = _as(name, meaning, str(default), int)
    if told < at_least:
        message = f"{name} is less than {at_least}: {meaning}"
        raise ImproperlyConfigured(message)
    return told


def folder(name: str, meaning: str) -> str:
    """Return a folder's path, or nothing. Raises ImproperlyConfigured for one that depends on where a process began."""
    told = _read(name, meaning, "")
    if told and not Path(told).is_absolute():
        message = f"{name} does not begin with /: {meaning}"
        raise ImproperlyConfigured(message)
    return told


def flag(name: str, meaning: str, *, default: bool) -> bool:
    """Return whether it is on: 1 or 0."""
    told: bool = _as(name, meaning, "01"[default], {"0": False, "1": True}.__getitem__)
    return told


def listed(name: str, meaning: str, *, default: str = "") -> list[str]:
    """Return the parts of a comma-separated text."""
    return [part.strip() for part in _read(name, meaning, default).split(",") if part.strip()]


def database(url: str, *, session: str = "", **options: Any) -> dict[str, Any]:
    """Return Django's settings for `postgresql://user:password@host:port/name?host=/socket/folder&options=-c…`.

    What the URL says wins over `options`, and its session options (`-c name=value`) stand after those of `session`.
    """
    told = urlsplit(url)
    if told.scheme not in {"postgres", "postgresql"}:
        message = "a database URL begins with postgresql://"
        raise ImproperlyConfigured(message)
    query = dict(parse_qsl(told.query))
    host = query.pop("host", "") or unquote(told.hostname or "")
    if sets := f"{session} {query.pop('options', '')}".strip():
        query["options"] = sets
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(told.path.lstrip("/")),
        "USER": unquote(told.username or ""),
        "PASSWORD": unquote(told.password or ""),
        "HOST": host,
        "PORT": str(told.port or ""),
        "OPTIONS": {**options, **query},
    }


def mail(url: str) -> dict[str, Any]:
    """Return Django's mail settings for `smtp://user:password@host:587?tls=1` or `file:///folder` (mails as files)."""
    told = urlsplit(url)
    if told.scheme == "file":
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": unquote(told.path),
        }
    if told.scheme not in {"smtp", "smtps"}:
        message = "EMAIL_URL begins with smtp://, smtps:// or file:///"
        raise ImproperlyConfigured(message)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": told.hostname or "localhost",
        "EMAIL_PORT": told.port or (465 if told.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(told.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(told.password or ""),
        "EMAIL_TIMEOUT": 10,  # seconds: a mail server that is silent holds nobody up
        "EMAIL_USE_SSL": told.scheme == "smtps",
        "EMAIL_USE_TLS": dict(parse_qsl(told.query)).get("tls") == "1",
    }


SETTINGS = tuple(
    Path(__file__).with_name(f"{name}.py")
    for name in ("deployment", "settings", "signing_in", "background", "ceilings")
)
EXAMPLE = """\
# Every variable of the portal. What has a value here has it by default; what is empty after = must be said.
# A secret can be given as a file: SECRET_KEY_FILE=/run/secrets/key. Written by `python -m portal.env > .env.example`.
"""


def known(settings: Sequence[Path] = SETTINGS) -> Iterator[Known]:
    """Yield what the settings read, in their order; they are not run, so nothing needs to be set."""
    calls = [
        node
        for path in settings
        for node in sorted(
            (
                one
                for one in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
                if isinstance(one, ast.Call)
            ),
            key=lambda call: call.lineno,
        )
    ]
    for node in calls:
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name("env"), attr=reader),
                args=[ast.Constant(str(name)), ast.Constant(str(meaning))],
                keywords=keywords,
            ):
                default = next((_told(key.value) for key in keywords if key.arg == "default"), None)
                yield Known(
                    name,
                    meaning,
                    "" if reader in {"listed", "folder"} and default is None else default,
                    reader in {"secret", "keys"},
                )


def _told(default: ast.expr) -> str:
    """Return a default as the environment would say it; one that is computed is left to the settings."""
    match default:
        case ast.Constant(bool(value)):
            return str(int(value))
        case ast.Constant(value):
            return str(value)
    return ""


def example() -> str:
    """Return `.env.example`: what has a default is a comment."""
    return EXAMPLE + "".join(
        f"\n# {one.meaning}\n{'' if one.default is None else '# '}{one.name}={one.default or ''}\n"
        for one in known()
    )


if __name__ == "__main__":
    sys.stdout.write(example())
