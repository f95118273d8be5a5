"""Django's DatabaseCache with atomic `add` and `incr` (one statement each): counters that all processes share.

Values are whole numbers or JSON; nothing is ever unpickled.
"""

import json
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router

_WRITE = """
INSERT INTO {t} (cache_key, value, expires) VALUES (%s, %s, %s)
ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires
"""
_SET = f"{_WRITE} RETURNING 1"
_ADD = f"{_WRITE} WHERE {{t}}.expires < now() RETURNING 1"
SWEEP_ONE_IN = 200  # writes that also remove what has expired


def remove_expired(at: datetime) -> int:
    """Remove the entries that have run out; return how many."""
    with connections["cache"].cursor() as cursor:  # the connection that wrote them
        cursor.execute("DELETE FROM cache_entry WHERE expires < %s", [at])
        removed: int = cursor.rowcount
    return removed


class PgCache(DatabaseCache):
    """The shared cache; its table comes by migration (portal.tenants), since `app` may create none."""

    def _run(self, sql: str, params: list[Any]) -> list[tuple[Any, ...]]:
        table = self.cache_model_class._meta.db_table  # noqa: SLF001  # as Django's own does
        with connections[
            router.db_for_write(self.cache_model_class) or "default"
        ].cursor() as cursor:
            cursor.execute(sql.replace("{t}", f'"{table}"'), params)
            return cursor.fetchall() if cursor.description else []

    def _expires(self, timeout: Any) -> datetime:
        end = self.get_backend_timeout(timeout)
        return (
            datetime.max.replace(tzinfo=UTC) if end is None else datetime.fromtimestamp(end, tz=UTC)
        )

    @staticmethod
    def _encode(value: Any) -> str:
        """Keep whole numbers as digits, so that SQL can add to them."""
        return str(value) if type(value) is int else "j:" + json.dumps(value)

    @staticmethod
    def _decode(told: str) -> Any:
        return json.loads(told[2:]) if told.startswith("j:") else int(told)

    def _put(
        self, key: str, value: Any, timeout: Any, version: int | None, *, only_new: bool
    ) -> bool:
        if secrets.randbelow(SWEEP_ONE_IN) == 0:
            self._run("DELETE FROM {t} WHERE expires < now()", [])
        told = [
            self.make_and_validate_key(key, version),
            self._encode(value),
            self._expires(timeout),
        ]
        return bool(self._run(_ADD if only_new else _SET, told))

    def set(
        self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        """Keep a value."""
        self._put(key, value, timeout, version, only_new=False)

    def add(
        self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        """Keep a value where there is none; say whether it was kept."""
        return self._put(key, value, timeout, version, only_new=True)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """Return the value, or the default."""
        return self.get_many([key], version).get(key, default)

    def get_many(self, keys: Iterable[str], version: int | None = None) -> dict[str, Any]:
        """Return the values there are, by key."""
        wanted = {self.make_and_validate_key(key, version): key for key in keys}
        rows = self._run(
            "SELECT cache_key, value FROM {t} WHERE cache_key = ANY(%s) AND expires >= now()",
            [list(wanted)],
        )
        return {wanted[key]: self._decode(value) for key, value in rows}

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Give a value a new end; say whether it was there."""
        told = [self._expires(timeout), self.make_and_validate_key(key, version)]
        return bool(
            self._run(
                "UPDATE {t} SET expires = %s WHERE cache_key = %s AND expires >= now() RETURNING 1",
                told,
            )
        )

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Add to a number in one statement. Raises ValueError when there is none."""
        rows = self._run(
            "UPDATE {t} SET value = (value::bigint + %s)::text WHERE cache_key = %s AND expires >= now()"
            " RETURNING value::bigint",
            [delta, self.make_and_validate_key(key, version)],
        )
        if not rows:
            message = f"Key {key!r} not found"
            raise ValueError(message)
        return int(rows[0][0])
