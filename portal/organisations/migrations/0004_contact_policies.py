"""Contacts are held apart, and are the administration's alone to change."""

from django.db import migrations

from portal.tenants.policies import hold_apart, only_reads


class Migration(migrations.Migration):
    """Policies of the table (promise 2)."""

    dependencies = [("organisations", "0003_contact"), ("tenants", "0001_initial")]
    operations = [
        hold_apart("organisations_contact"),
        only_reads("organisations_contact", "app", "app_jobs"),
    ]
