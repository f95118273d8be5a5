"""Nudges as they really go, through the broker on PostgreSQL, and a taker who does what they ask for."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from kombu import Connection, pools

from portal.celery import app
from portal.tenants.scope import as_jobs

BROKER = "pgnotify://postgresql"
QUEUE = "background"
AS_HERE = {
    "broker_write_url": BROKER,
    "broker_connection_timeout": 0.1,
}  # seconds: who is away is away


@contextmanager
def nudging_for_real() -> Iterator[None]:
    """Send what the test sends to the broker on PostgreSQL, for as long as the block lasts."""
    own = {name: getattr(app.conf, name) for name in AS_HERE}
    _forget_connections()
    app.conf.update(AS_HERE)
    try:
        yield
    finally:
        _forget_connections()
        app.conf.update(own)


def _forget_connections() -> None:
    """Close what sends, here and in Celery's application, which keeps the first that it is given."""
    pools.reset()
    app._pool = app.amqp._producer_pool = None  # type: ignore[attr-defined]  # stubs know what is public


def taken() -> list[str]:
    """Take all messages off the broker; return the tasks that they ask for."""
    names = []
    with Connection(BROKER) as connection, connection.channel() as channel:
        while message := channel.basic_get(QUEUE, no_ack=True):  # type: ignore[attr-defined]  # every transport has it
            names.append(message.headers["task"])
    return names


def do(task: str) -> None:
    """Do a task as a worker does it."""
    import_module(task.rpartition(".")[0])  # its room joins the application with it
    with as_jobs():
        app.tasks[task]()
