"""All changes of the administration, newest first: to read, by administrators and auditors."""

from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from portal.history.lines import lines
from portal.history.models import Change
from portal.history.telling import Told
from portal.keeping import OwnFilters, ReadOnly


@admin.register(Change)
class ChangeAdmin(OwnFilters, ReadOnly, Told[Change]):
    """Who did what, when, and what was before it."""

    list_display = ("action_time", "user", "content_type", "row", "what")
    list_display_links = ("action_time",)
    list_filter = (
        "action_flag",
        ("content_type", admin.RelatedOnlyFieldListFilter),
        "action_time",
    )
    list_select_related = ("user", "content_type")
    date_hierarchy = "action_time"
    search_fields = ("object_repr", "change_message", "user__name", "user__email")
    search_help_text = _("Sök på vem, på det som ändrades eller på ett värde före eller efter.")
    show_full_result_count = False
    fields = readonly_fields = ("action_time", "user", "action_flag", "content_type", "row", "what")

    @admin.display(description=_("rad"), ordering="object_repr")
    def row(self, entry: Change) -> str:
        """Return the row as it was called then, with the way to it."""
        address = entry.get_admin_url()
        return (
            format_html('<a href="{}">{}</a>', address, entry.object_repr)
            if address
            else entry.object_repr
        )

    @admin.display(description=_("vad"))
    def what(self, entry: Change) -> SafeString:
        """Return each thing that was done, a line each."""
        return format_html_join(SafeString("<br>"), "{}", ((str(one),) for one in lines(entry)))
