"""Typed readers of the environment, each with its meaning; `python -m portal.env` prints `.env.example`."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True, slots=True)
class Known:
    """A variable that settings read: its name, its meaning, its default (None: it must be said)."""

    name: str
    meaning: str
    default: str | None
    secret: bool = False


KNOWN: dict[str, Known] = {}
MISSING = "is not set"


def _read(name: str, meaning: str, default: str | None, *, secret: bool = False) -> str:
    """Return the variable's text, or that of the file that NAME_FILE names. Raises ImproperlyConfigured."""
    KNOWN[name] = Known(name, meaning, default, secret)
    if secret and (path := os.environ.get(f"{name}_FILE")):
        return Path(path).read_text(encoding="utf-8").strip()
    told = os.environ.get(name, default)
    if told is None:
        message = f"{name} {MISSING}: {meaning}"
        raise ImproperlyConfigured(message)
    return told


def text(name: str, meaning: str, *, default: str | None = None) -> str:
    """Return a text."""
    return _read(name, meaning, default)


def secret(name: str, meaning: str) -> str:
    """Return a secret, from NAME or from the file NAME_FILE; it has no default."""
    return _read(name, meaning, None, secret=True)


def _as(name: str, meaning: str, default: str, convert: Callable[[str], Any]) -> Any:
    told = _read(name, meaning, default)
    try:
        return convert(told)
    except (KeyError, ValueError) as fault:
        message = f"{name} cannot be read: {meaning}"
        raise ImproperlyConfigured(message) from fault


def number(name: str, meaning: str, *, default: int) -> int:
    """Return a whole number."""
    told: int = _as(name, meaning, str(default), int)
    return told


def flag(name: str, meaning: str, *, default: bool) -> bool:
    """Return whether it is on: 1 or 0."""
    told: bool = _as(name, meaning, "01"[default], {"0": False, "1": True}.__getitem__)
    return told


def listed(name: str, meaning: str, *, default: str = "") -> list[str]:
    """Return the parts of a comma-separated text."""
    return [part.strip() for part in _read(name, meaning, default).split(",") if part.strip()]


def database(url: str, **options: Any) -> dict[str, Any]:
    """Return Django's settings for `postgresql://user:password@host:port/name?host=/socket/folder&options=-c…`."""
    told = urlsplit(url)
    if told.scheme not in {"postgres", "postgresql"}:
        message = "a database URL begins with postgresql://"
        raise ImproperlyConfigured(message)
    query = dict(parse_qsl(told.query))
    host = query.pop("host", "") or unquote(told.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(told.path.lstrip("/")),
        "USER": unquote(told.username or ""),
        "PASSWORD": unquote(told.password or ""),
        "HOST": host,
        "PORT": str(told.port or ""),
        "OPTIONS": {**query, **options},
    }
