"""Extracts for administrators: what was loaded or refused, and why; no person, and nothing to change."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from lookups.registers.models import Extract, Folder, RefusedLine, WaitingFile
from lookups.registers.told import TellsWhoWasTold
from portal.history.telling import Told
from portal.keeping import ReadOnly


class RefusedLineInline(ReadOnly, admin.TabularInline[RefusedLine, Extract]):
    """The lines that were put aside, by number and reason."""

    model = RefusedLine
    fields = readonly_fields = ("line", "told")
    verbose_name_plural = _("Rader åt sidan")

    @admin.display(description=_("orsak"))
    def told(self, line: RefusedLine) -> str:
        """Return what is wrong with the line."""
        return line.reason_text


@admin.register(Extract)
class ExtractAdmin(ReadOnly, TellsWhoWasTold):
    """Each file that came, newest first."""

    list_display = (
        "agency",
        "made_at",
        "state",
        "current",
        "started_at",
        "seconds",
        "read",
        "new",
        "changed",
        "gone",
        "refused",
        "told",
    )
    list_filter = ("agency", "state", "sort", "current")
    date_hierarchy = "started_at"
    search_fields = ("id", "file_digest")
    search_help_text = _("Sök på utdragets id eller filens kontrollsumma.")
    inlines = (RefusedLineInline,)
    fields = readonly_fields = (
        "id",
        "agency",
        "sort",
        "made_at",
        "state",
        "current",
        "told",
        "started_at",
        "finished_at",
        "seconds",
        "read",
        "new",
        "changed",
        "unchanged",
        "gone",
        "refused",
        "file_digest",
        "told_to",
    )

    @admin.display(description=_("orsak"))
    def told(self, extract: Extract) -> str:
        """Return why the extract was refused, or nothing."""
        return extract.reason_text


@admin.register(Folder)
class FolderAdmin(ReadOnly, Told[Folder]):
    """How the folder is where files come."""

    list_display = ("__str__", "looked_at")
    fields = readonly_fields = ("looked_at", "fault")


@admin.register(WaitingFile)
class WaitingFileAdmin(ReadOnly, Told[WaitingFile]):
    """Files that lie in the folder: not yet still for a minute, or with a fault."""

    list_display = ("name", "size", "since", "attempts", "fault")
    list_filter = ("fault",)
    search_fields = ("name",)
    fields = readonly_fields = ("name", "size", "since", "attempts", "extract", "fault")
