"""The record is read by all and changed by the administration; mails are held apart, and the jobs' alone."""

from django.db import migrations

from portal.tenants.policies import closed_to, hold_apart, only_reads

RECORD = (
    "status_servicewindow",
    "status_windowmove",
    "status_incident",
    "status_incidentupdate",
)
TABLES = ("status_recurrence", "status_incidenttemplate", "status_deviation")


class Migration(migrations.Migration):
    """Rights and policies of the room (promise 2)."""

    dependencies = [("status", "0001_initial"), ("tenants", "0001_initial")]
    operations = [
        *[only_reads(table, "app") for table in RECORD],
        *[only_reads(table, "app", "app_jobs") for table in TABLES],
        closed_to("status_announcement", "app"),
        closed_to("status_mail", "app"),
        hold_apart("status_mail"),
    ]
