"""A checked file is its organisation's alone (promise 2), and the word it waits for is all that changes in it."""

from django.db import migrations

from portal.tenants.policies import closed_to, hold_apart

NARROW = """
REVOKE UPDATE, DELETE ON filing_filedchange FROM app;
GRANT UPDATE (sealed, done_at) ON filing_filedchange TO app;
REVOKE UPDATE ON filing_filedchange FROM app_jobs;
"""
WIDE = """
GRANT UPDATE, DELETE ON filing_filedchange TO app;
GRANT UPDATE ON filing_filedchange TO app_jobs;
"""
# What is sealed does not compress: the server need not try.
PLAIN = "ALTER TABLE filing_filedchange ALTER COLUMN sealed SET STORAGE EXTERNAL"


class Migration(migrations.Migration):
    """Policies and rights."""

    dependencies = [("filing", "0001_initial"), ("tenants", "0001_initial")]
    operations = [
        hold_apart("filing_filedchange"),
        migrations.RunSQL(NARROW, WIDE),
        closed_to("filing_filedchange", "app_admin"),
        migrations.RunSQL(PLAIN, migrations.RunSQL.noop),
    ]
