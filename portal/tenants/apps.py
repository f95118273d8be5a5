"""Joins the counters' purge; owns the first migration: rights, scope function and policy procedure."""

from django.apps import AppConfig


class TenantsConfig(AppConfig):
    """The room of scopes."""

    name = "portal.tenants"
    label = "tenants"

    def ready(self) -> None:
        """Join the shared counters that have run out."""
        from portal import pgcache, purging  # noqa: PLC0415  # the backend needs the settings

        purging.join(purging.Kept("counters", pgcache.remove_expired))
