"""A kept file is its organisation's alone (promise 2), and is never changed.

A check that another takes the place of may be removed by its user; one that was done may not.
"""

from django.db import migrations

from portal.tenants.policies import closed_to, hold_apart

NARROW = """
REVOKE UPDATE ON filing_filedsource FROM app, app_jobs;
ALTER TABLE filing_filedsource ALTER COLUMN sealed SET STORAGE EXTERNAL;
GRANT DELETE ON filing_filedchange TO app;
CREATE POLICY undone_alone ON filing_filedchange AS RESTRICTIVE FOR DELETE TO app USING (done_at IS NULL);
"""
WIDE = """
DROP POLICY undone_alone ON filing_filedchange;
REVOKE DELETE ON filing_filedchange FROM app;
GRANT UPDATE ON filing_filedsource TO app, app_jobs;
"""


class Migration(migrations.Migration):
    """Policy and rights."""

    dependencies = [("filing", "0004_source"), ("tenants", "0001_initial")]
    operations = [
        hold_apart("filing_filedsource"),
        closed_to("filing_filedsource", "app_admin"),
        migrations.RunSQL(NARROW, WIDE),
    ]
