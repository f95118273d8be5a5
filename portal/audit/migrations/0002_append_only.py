"""Append-only by trigger, whoever asks, and by the rights of the roles; held apart like all of an organisation's rows."""

from django.db import migrations

from portal.tenants.policies import hold_apart

GUARD = """
CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the log is append-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_disclosure FOR EACH ROW EXECUTE FUNCTION audit_append_only();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON audit_disclosure FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
REVOKE UPDATE, DELETE ON audit_disclosure FROM app, app_jobs;
REVOKE INSERT, UPDATE, DELETE ON audit_disclosure FROM app_admin;
"""
BACK = """
DROP TRIGGER append_only_whole ON audit_disclosure;
DROP TRIGGER append_only ON audit_disclosure;
DROP FUNCTION audit_append_only();
"""


class Migration(migrations.Migration):
    """The log's lock (promise 1)."""

    dependencies = [("audit", "0001_initial"), ("tenants", "0001_initial")]
    operations = [hold_apart("audit_disclosure"), migrations.RunSQL(GUARD, BACK)]
