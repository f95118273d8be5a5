"""Lets `default` speak as another login: the owner for migrations, the jobs' role for background work."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connections

from portal.env import database

ALIAS = "default"


@contextmanager
def speaking_as(url: str, alias: str = ALIAS) -> Iterator[None]:
    """Point the alias at another login of the same database, without a pool; then give it back.

    It changes the alias for all threads: for commands, never while a server runs.
    """
    connection = connections[alias]
    told = connection.settings_dict
    other = database(url)
    keep = {key: told[key] for key in ("USER", "PASSWORD", "OPTIONS")}
    connection.close()
    if told["OPTIONS"].get("pool"):
        connection.close_pool()  # type: ignore[attr-defined]  # stubs know the base class only
    told.update({key: other[key] for key in keep})
    try:
        yield
    finally:
        connection.close()
        told.update(keep)


@contextmanager
def as_owner(alias: str = ALIAS) -> Iterator[None]:
    """Speak as app_owner, who owns the tables: for `migrate` and for making test databases."""
    with speaking_as(settings.MIGRATE_DATABASE_URL, alias):
        yield
