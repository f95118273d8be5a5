"""Slots freed by hand, for administrators to look at."""

from django.contrib import admin

from portal.history.telling import Told
from portal.keeping import ReadOnly
from portal.support.models import Freed


@admin.register(Freed)
class FreedAdmin(ReadOnly, Told[Freed]):
    """Whose slot, held since when by which call, and who freed it."""

    list_display = (
        "organisation",
        "service",
        "slot",
        "since",
        "request_id",
        "freed_by",
        "freed_at",
    )
    list_filter = ("service", "organisation")
    list_select_related = ("organisation",)
    search_fields = ("organisation__name", "freed_by")
    fields = readonly_fields = list_display
