"""Extracts for administrators: what was loaded or refused, and why; no person, and nothing to change."""

from django.contrib import admin
from django.db.models import QuerySet, Sum
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from lookups.registers.models import Extract, Folder, RefusedLine, UnknownCode, WaitingFile
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


class UnknownCodeInline(ReadOnly, admin.TabularInline[UnknownCode, Extract]):
    """Codes that the contract does not list: passed on as they are; a new one asks for a word in the description."""

    model = UnknownCode
    fields = readonly_fields = ("table", "code", "times")
    verbose_name_plural = _("Okända koder: lämnas som de är")


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
        "unknown",
        "told",
    )
    list_filter = ("agency", "state", "sort", "current")
    date_hierarchy = "started_at"
    search_fields = ("id", "file_digest")
    search_help_text = _("Sök på utdragets id eller filens kontrollsumma.")
    inlines = (UnknownCodeInline, RefusedLineInline)
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
        "codes_counted_at",
        "told_to",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Extract]:
        """Return the extracts, each with how many unknown codes it brought."""
        return super().get_queryset(request).annotate(_unknown=Sum("unknown_codes__times"))

    @admin.display(description=_("okända koder"), ordering="_unknown")
    def unknown(self, extract: Extract) -> int | None:
        """Return how often it had a code that is not listed; None while they have not been counted."""
        counted = extract.codes_counted_at is not None
        return (getattr(extract, "_unknown", None) or 0) if counted else None

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
