"""The log, to read: who asked, when, for what. About whom is masked, and whether protected is not told."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.audit.models import Disclosure
from portal.audit.reads import masked
from portal.history.telling import Told
from portal.keeping import OwnFilters, ReadOnly


@admin.register(Disclosure)
class DisclosureAdmin(OwnFilters, ReadOnly, Told[Disclosure]):
    """Facts: nothing is added, changed or deleted here, nor anywhere."""

    list_display = ("at", "organisation", "asker_name", "service", "channel", "purpose", "kind")
    list_filter = ("kind", "service", "channel", "organisation")
    date_hierarchy = "at"
    list_select_related = ("organisation",)
    search_fields = ("request_id", "case", "asker_name", "organisation__name")
    search_help_text = _("Sök på anrop, ärendenummer, vem eller organisation.")
    show_full_result_count = False  # counting all of the log for each search is slow
    # Results are left out: all groups withheld is as good as the protection itself.
    fields = readonly_fields = (
        "id",
        "request_id",
        "at",
        "kind",
        "again_of",
        "organisation",
        "asker_name",
        "user",
        "client",
        "party",
        "channel",
        "version",
        "service",
        "purpose",
        "law",
        "case",
        "caseworker",
        "about",
        "about_present",
        "first",
        "last",
        "groups",
        "extracts",
    )

    @admin.display(description=_("person"))
    def about(self, row: Disclosure) -> str:
        """Return the number asked about, masked."""
        return masked(row.person)

    @admin.display(description=_("nuvarande nummer"))
    def about_present(self, row: Disclosure) -> str:
        """Return the number that has replaced it, masked."""
        return masked(row.present)

    @admin.display(description=_("grupper"))
    def groups(self, row: Disclosure) -> str:
        """Return the classes and groups that were answered, whatever the results."""
        return ", ".join(f"{klass} {group}" for klass, group, _result in row.outcomes)
