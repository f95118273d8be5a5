"""Sends the cache's counters to a connection of their own."""

from typing import Any


class CacheRouter:
    """The cache speaks on its own connection: a rolled back request keeps its counts, and holds no lock."""

    def db_for_read(self, model: Any, **_hints: Any) -> str | None:
        """Return the cache's alias for its table, nothing for others."""
        return "cache" if model._meta.app_label == "django_cache" else None  # noqa: SLF001  # Django's own way

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool | None:
        """Migrate `default` alone."""
        del app_label
        return None if db == "default" else False
