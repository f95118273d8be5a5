"""Pages of the administration whose rows stay: the log names them, or nobody but a load or the log writes them."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest


class Kept:
    """Rows that are ended by a date, never deleted: the log names them."""

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Say no; links and actions that delete are gone with it."""
        del request, obj
        return False


class ReadOnly(Kept):
    """Rows to look at."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Say no."""
        del request, obj
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Say no."""
        del request, obj
        return False


class OwnFilters(admin.ModelAdmin[Any]):
    """Lists narrowed by their own filters alone: `?person__startswith=` would tell a number digit by digit."""

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """Say yes to the filters that the list shows."""
        told = lookup.partition("__")[0]
        filters = {one[0] if isinstance(one, tuple) else one for one in self.list_filter}
        listed = {*filters, self.date_hierarchy}
        return told in listed and super().lookup_allowed(lookup, value, request)
