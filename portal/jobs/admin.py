"""Background jobs for administrators: how each went last, and when it comes again; nothing to change."""

from django.contrib import admin

from portal.jobs.models import JobState
from portal.keeping import ReadOnly


@admin.register(JobState)
class JobStateAdmin(ReadOnly, admin.ModelAdmin[JobState]):
    """One row for each job."""

    list_display = ("name", "began_at", "ended_at", "how", "fault", "next_at")
    list_filter = ("how",)
    search_fields = ("name",)
    fields = readonly_fields = ("name", "began_at", "ended_at", "how", "fault", "next_at")
