"""Who may reach extracts (promise 2), and where a load stages its lines.

`app` reads documents and former numbers, and only while it acts for an organisation; the administration reads loads and put-aside
lines, never a person; background work writes. The staging tables have no policies (COPY is refused under them): nobody
but background work has a right to them.
"""

from django.db import migrations

from portal.tenants.policies import closed_to, only_reads

PERSONS = ("registers_document", "registers_formernumber")

POLICIES = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY migrations ON {table} TO app_owner USING (true) WITH CHECK (true);
CREATE POLICY jobs ON {table} TO app_jobs USING (true) WITH CHECK (true);
CREATE POLICY askers ON {table} FOR SELECT TO app USING ((SELECT acting_organisation()) IS NOT NULL);
"""
NO_POLICIES = """
DROP POLICY askers ON {table};
DROP POLICY jobs ON {table};
DROP POLICY migrations ON {table};
ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""
STAGING = """
CREATE UNLOGGED TABLE {table} (
  line integer NOT NULL,
  person text NOT NULL,
  removed boolean NOT NULL,
  protection text NOT NULL,
  formers text[] NOT NULL,
  digest bytea,
  digests text NOT NULL,
  document text NOT NULL
);
ALTER TABLE {table} ALTER COLUMN document SET STORAGE EXTERNAL;
REVOKE ALL ON {table} FROM app, app_admin;
"""


class Migration(migrations.Migration):
    """Rights, policies and staging tables."""

    dependencies = [("registers", "0001_initial"), ("tenants", "0001_initial")]
    operations = [
        *[
            migrations.RunSQL(POLICIES.format(table=table), NO_POLICIES.format(table=table))
            for table in PERSONS
        ],
        *[only_reads(table, "app") for table in PERSONS],
        *[closed_to(table, "app_admin") for table in PERSONS],
        only_reads("registers_extract", "app", "app_admin"),
        only_reads("registers_refusedline", "app_admin"),
        closed_to("registers_refusedline", "app"),
        *[
            migrations.RunSQL(STAGING.format(table=table), f"DROP TABLE {table}")
            for table in ("registers_staging_fk", "registers_staging_pm")
        ],
    ]
