"""How long each version lives now: the floors above hand over their tables, a room what is promised beyond them."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from django.core.exceptions import ImproperlyConfigured

from portal.api.versions import Life, Version, life_of, not_in_order

Promises = Callable[
    [Version, datetime], date | None
]  # the last day promised, as far as is known at a moment
Table = tuple[Version, ...]

_tables: dict[str, Table] = {}
_promises: list[Promises] = []


def join(table: Sequence[Version]) -> None:
    """Take an API's table; called in its AppConfig.ready().

    Raises ImproperlyConfigured, so that nothing starts: three versions at a time are never served (R9, R10).
    """
    if told := not_in_order(table):
        raise ImproperlyConfigured(" ".join(told))
    _tables[table[0].api] = tuple(sorted(table, key=lambda one: one.major))


def promise_by(promises: Promises) -> None:
    """Take from a room what tells how far a version's end has been prolonged; called in its AppConfig.ready()."""
    _promises[:] = [promises]


def tables() -> Sequence[Table]:
    """Return the tables of all APIs, by name, each in the order of its versions."""
    return [_tables[api] for api in sorted(_tables)]


def table_of(api: str) -> Table:
    """Return an API's table; of one that nobody has handed over it is empty."""
    return _tables.get(api, ())


def life(version: Version, table: Sequence[Version], *, at: datetime) -> Life:
    """Return a version's life as it is known at a moment. Raises DatabaseError where nobody could ever tell."""
    told = life_of(version, table)
    if told.successor is None:
        return told
    promised = max((one(version, at) or date.min for one in _promises), default=date.min)
    return life_of(version, table, promised=promised)


def lives(*, at: datetime) -> Sequence[Life]:
    """Return the lives of all versions of all APIs."""
    return [life(one, table, at=at) for table in tables() for one in table]
