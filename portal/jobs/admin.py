"""Background jobs for administrators: how each went last, and when it comes again; nothing to change."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.history.telling import Told
from portal.jobs import timetable
from portal.jobs.models import JobState
from portal.keeping import ReadOnly


@admin.register(JobState)
class JobStateAdmin(ReadOnly, Told[JobState]):
    """One row for each job."""

    list_display = ("name", "label", "began_at", "ended_at", "how", "fault", "next_at")
    list_filter = ("how",)
    search_fields = ("name",)
    fields = readonly_fields = list_display

    @admin.display(description=_("vad"))
    def label(self, row: JobState) -> str:
        """Return what the job does."""
        return str(timetable.label(row.name))
