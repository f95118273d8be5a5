"""The log, to read: who asked, when, for what; the number only where one row is opened."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from portal.audit.models import Disclosure


@admin.register(Disclosure)
class DisclosureAdmin(admin.ModelAdmin[Disclosure]):
    """Facts: nothing is added, changed or deleted here, nor anywhere."""

    list_display = ("at", "organisation", "asker_name", "service", "channel", "purpose", "kind")
    list_filter = ("kind", "service", "channel", "organisation")
    date_hierarchy = "at"
    list_select_related = ("organisation",)
    exclude = ("digest", "group_digests", "named")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Say no."""
        del request
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Say no."""
        del request, obj
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Say no."""
        del request, obj
        return False
