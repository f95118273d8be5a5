"""A connection of one's own, past any pooler: for what lives as long as a session: LISTEN and jobs' locks."""

from typing import Any

import psycopg
from django.conf import settings
from django.db import connections

from portal.env import database

BOUNDS: dict[str, Any] = {"connect_timeout": 3, "tcp_user_timeout": 10_000}  # seconds, milliseconds


def connect() -> psycopg.Connection[tuple[Any, ...]]:
    """Open it, committing each statement by itself. Raises psycopg.OperationalError when the server is away.

    BROKER_DATABASE_URL says where; without one it is the database of the process, in the process's own login.
    """
    told = (
        database(settings.BROKER_DATABASE_URL, **BOUNDS)
        if settings.BROKER_DATABASE_URL
        else connections["default"].settings_dict
    )
    options = {name: value for name, value in told["OPTIONS"].items() if name != "pool"}
    return psycopg.connect(
        host=told["HOST"] or None,
        port=told["PORT"] or None,
        dbname=told["NAME"],
        user=told["USER"] or None,
        password=told["PASSWORD"] or None,
        autocommit=True,
        **options,
    )
