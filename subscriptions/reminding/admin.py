"""Which organisations leave what they are told unseen: counts, to look at."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from portal.history.telling import Told
from portal.keeping import ReadOnly
from subscriptions.reminding.models import Unseen


@admin.register(Unseen)
class UnseenAdmin(ReadOnly, Told[Unseen]):
    """Who has something that lies, how much, since when, and when it was warned."""

    list_display = ("organisation", "count", "oldest_at", "counted_at", "warned_on")
    fields = ("organisation", "count", "oldest_at", "counted_at", "warned_on")
    search_fields = ("organisation__name",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Unseen]:
        """Leave out those who have come after."""
        return super().get_queryset(request).filter(count__gt=0).select_related("organisation")
