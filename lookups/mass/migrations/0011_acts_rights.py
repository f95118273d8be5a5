"""Support lets a mass query stand still and go on, and notes that it did; it still reads no row of one."""

from django.db import migrations

from portal.tenants.policies import closed_to, hold_apart

# Support moves a query that has not ended between these two states, and no other column of it.
PAUSES = """
GRANT UPDATE (state, pause) ON mass_massquery TO app_support;
CREATE POLICY support_pauses ON mass_massquery FOR UPDATE TO app_support
  USING (true) WITH CHECK (state IN ('i_ko', 'pausad') AND sent_at IS NOT NULL AND ended_at IS NULL);
"""
NO_PAUSES = """
DROP POLICY support_pauses ON mass_massquery;
REVOKE UPDATE (state, pause) ON mass_massquery FROM app_support;
"""
# How far a query has come stands with its parts; what they hold is not read.
COUNTS = """
GRANT SELECT (query_id, answered, unanswered) ON mass_masspart TO app_support;
CREATE POLICY support ON mass_masspart FOR SELECT TO app_support USING (true);
"""
NO_COUNTS = """
DROP POLICY support ON mass_masspart;
REVOKE SELECT (query_id, answered, unanswered) ON mass_masspart FROM app_support;
"""
# What was done is added to and never changed; members read nothing of it.
ACTS = """
REVOKE UPDATE, DELETE ON mass_massact FROM app_admin;
GRANT INSERT ON mass_massact TO app_support;
CREATE POLICY support_adds ON mass_massact FOR INSERT TO app_support WITH CHECK (true);
"""


class Migration(migrations.Migration):
    """Support's rights (promise 2)."""

    dependencies = [("mass", "0010_acts"), ("tenants", "0001_initial")]
    operations = [
        migrations.RunSQL(PAUSES, NO_PAUSES),
        migrations.RunSQL(COUNTS, NO_COUNTS),
        hold_apart("mass_massact", support_reads=True),
        closed_to("mass_massact", "app", "app_jobs"),
        migrations.RunSQL(ACTS, migrations.RunSQL.noop),
    ]
