"""Rights for what stands and what comes, the scope function, and the policy procedure (promise 2)."""

from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations

SQL = """
-- Tables of others (auth, sessions, allauth) work without a step by hand; hold_apart() narrows ours.
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO app, app_jobs, app_admin;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO app, app_jobs, app_admin;
ALTER DEFAULT PRIVILEGES IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO app, app_jobs, app_admin;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO app, app_jobs, app_admin;
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM app, app_jobs, app_admin;
DO $$ BEGIN EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database()); END $$;

-- Never set: NULL. Set locally earlier in this session: ''. Both mean nobody, and see nothing.
CREATE FUNCTION acting_organisation() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.organisation', true), '')::bigint;

CREATE PROCEDURE hold_apart(p_table regclass, p_column text, p_support_reads boolean)
LANGUAGE plpgsql AS $$
-- The sub-select is run once a statement, not once a row.
DECLARE own text := format('(%I = (SELECT acting_organisation()))', p_column);
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', p_table);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', p_table);
  EXECUTE format('CREATE POLICY migrations ON %s TO app_owner USING (true) WITH CHECK (true)', p_table);
  EXECUTE format('CREATE POLICY own ON %s TO app USING %s WITH CHECK %s', p_table, own, own);
  EXECUTE format('CREATE POLICY jobs ON %s TO app_jobs USING (true) WITH CHECK (true)', p_table);
  EXECUTE format('CREATE POLICY administration ON %s TO app_admin USING (true) WITH CHECK (true)', p_table);
  IF p_support_reads THEN
    EXECUTE format('CREATE POLICY support ON %s FOR SELECT TO app_support USING (true)', p_table);
    EXECUTE format('GRANT SELECT ON %s TO app_support', p_table);
  END IF;
END $$;
"""


class Migration(migrations.Migration):
    """First of ours; its place among others' migrations does not matter."""

    initial = True
    dependencies = []
    operations = [BtreeGistExtension(), migrations.RunSQL(SQL, migrations.RunSQL.noop)]
