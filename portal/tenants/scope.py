"""For whom the connection acts: one organisation, the administration, or background work (promise 2).

The organisation is a setting of the transaction and dies with it, so neither pool nor PgBouncer can leak it. Who
can run SQL as `app` can set another: policies guard against forgotten filters. What must not be reachable at all is a
matter of roles: `app` has no right to a table, or must say `SET LOCAL ROLE` to get one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.db import connections, transaction

from portal.tenants.roles import ALIAS, speaking_as

_organisation: ContextVar[int | None] = ContextVar("organisation", default=None)


def acting_organisation() -> int | None:
    """Return the id of the organisation this thread acts for, or None."""
    return _organisation.get()


def _tell(organisation: int | None) -> None:
    with connections[ALIAS].cursor() as cursor:
        cursor.execute("SELECT set_config('app.organisation', %s, true)", [str(organisation or "")])


@contextmanager
def acting_for(organisation: int, *, durable: bool = False) -> Iterator[None]:
    """Open a transaction for one organisation; its setting dies with it.

    With `durable` the transaction must be the outermost: what it wrote is committed on the way out (promise 1).
    Raises RuntimeError when already acting for another.
    """
    before = _organisation.get()
    if before not in (None, organisation):
        message = f"already acting for {before}, asked to act for {organisation}"
        raise RuntimeError(message)
    connection = connections[ALIAS]
    inside = connection.in_atomic_block
    with transaction.atomic(durable=durable):
        token = _organisation.set(organisation)
        try:
            _tell(organisation)
            yield
        finally:
            _organisation.reset(token)
    # Inside a transaction (each test is one) the setting would outlive the block.
    if inside and before is None and not connection.needs_rollback:
        _tell(before)


@contextmanager
def _in_role(role: str) -> Iterator[None]:
    """Open a transaction in a database role; the login must be a member of it."""
    connection = connections[ALIAS]
    inside = connection.in_atomic_block
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            (before,) = cursor.fetchone() or ("none",)
            cursor.execute(f"SET LOCAL ROLE {role}")
        yield
        if inside:  # a released savepoint keeps the role; give it back by name
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL ROLE {before}")


@contextmanager
def as_administrator() -> Iterator[None]:
    """Open a transaction as the administration: all organisations, no documents, no answers."""
    with _in_role("app_admin"):
        yield


@contextmanager
def as_support() -> Iterator[None]:
    """Open a transaction as support: what is granted to it of all organisations, and no person (decision 0014)."""
    with _in_role("app_support"):
        yield


@contextmanager
def as_jobs() -> Iterator[None]:
    """Work as background jobs do: all organisations, extracts written.

    A process of jobs is app_jobs already. A command started as `app` gets the jobs' login for as long as the block
    lasts; inside a transaction (a test's) the role is changed instead, which the login `app` itself may not.
    """
    if connections[ALIAS].in_atomic_block:
        with _in_role("app_jobs"):
            yield
    else:
        with speaking_as(settings.JOBS_DATABASE_URL):
            yield
