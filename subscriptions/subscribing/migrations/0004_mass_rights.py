"""Mass changes are their organisation's alone (promise 2); what became of a row is written once."""

from django.db import migrations

from portal.tenants.policies import closed_to, hold_apart

TABLES = ("subscribing_masschange", "subscribing_masschangerow")
NARROW = """
REVOKE UPDATE ON subscribing_masschange, subscribing_masschangerow FROM app, app_jobs;
REVOKE DELETE ON subscribing_masschange, subscribing_masschangerow FROM app;
"""
WIDE = "GRANT UPDATE, DELETE ON subscribing_masschange, subscribing_masschangerow TO app, app_jobs"


class Migration(migrations.Migration):
    """Policies and rights."""

    dependencies = [("subscribing", "0003_mass"), ("tenants", "0001_initial")]
    operations = [
        *[hold_apart(table) for table in TABLES],
        *[closed_to(table, "app_admin") for table in TABLES],
        migrations.RunSQL(NARROW, WIDE),
    ]
