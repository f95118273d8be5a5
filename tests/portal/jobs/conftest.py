"""The broker of the test's own database, and who looks at its connections."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings as django_settings
from django.db import connections
from kombu import Connection, Queue

from portal.celery import app

URL = "pgnotify://postgresql"
QUEUE = "tried"


def url_of(role_url: str) -> str:
    """Return a role's URL, at the test's database instead of the one it was made beside."""
    told = urlsplit(role_url)
    return told._replace(path="/" + connections["default"].settings_dict["NAME"]).geturl()


def jobs_url() -> str:
    return url_of(django_settings.JOBS_DATABASE_URL)


@contextmanager
def looking() -> Iterator[psycopg.Connection]:
    """Give a connection as app_jobs, beside the test's own."""
    with psycopg.connect(jobs_url(), autocommit=True) as own:
        yield own


def ended(own: psycopg.Connection) -> int:
    """End the other connections of app_jobs to this database, as a restart of the server does; return how many."""
    found = own.execute(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
        " WHERE usename = 'app_jobs' AND datname = current_database() AND pid <> pg_backend_pid()"
    )
    (count,) = found.fetchone() or (0,)
    return int(count)


@pytest.fixture
def broker(transactional_db, settings):
    """Return a way to connect to the broker as background work does; the messages of the test are gone after it."""
    settings.BROKER_DATABASE_URL = jobs_url()
    opened = []

    def connect() -> Connection:
        opened.append(Connection(URL, connect_timeout=3))
        return opened[-1]

    yield connect
    for one in opened:
        one.close()


@pytest.fixture
def queue():
    return Queue(QUEUE, routing_key=QUEUE)


@pytest.fixture
def sent(monkeypatch):
    """Keep what would be sent to the broker."""
    names: list[str] = []
    monkeypatch.setattr(app, "send_task", lambda name, **_options: names.append(name))
    return names
