"""Migrates as the owner of the tables."""

from typing import Any

from django.core.management.commands.migrate import Command as Migrate
from django.db import connections

from portal.tenants.roles import as_owner


class Command(Migrate):
    """`migrate` as app_owner, giving up after five seconds on a lock; everything else of it is Django's."""

    def handle(self, *args: Any, **options: Any) -> str | None:
        """Run Django's command as the owner."""
        with as_owner(options["database"]):
            with connections[options["database"]].cursor() as cursor:
                cursor.execute("SET lock_timeout = '5s'")
            return super().handle(*args, **options)
