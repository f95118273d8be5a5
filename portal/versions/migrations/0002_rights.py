"""Prolongings are added to by the administration and never shorten; counts and tellings are held apart (promise 2, R10).

`party`, beside `own`: who owns a client sees its calls for whomever they were. Support reads the counts, and no more.
"""

from django.db import migrations

from portal.tenants.policies import closed_to, hold_apart, only_reads

GUARD = """
CREATE FUNCTION versions_never_shorter() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE promised date;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    RAISE EXCEPTION 'a prolonging stands: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM pg_advisory_xact_lock(74009, hashtext(NEW.api));
  SELECT max(last_day) INTO promised FROM versions_prolonging WHERE api = NEW.api AND major = NEW.major;
  IF NEW.last_day <= promised OR NEW.held < promised THEN
    RAISE EXCEPTION 'an end is prolonged, never shortened' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'prolonging_is_later';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER never_shorter BEFORE INSERT OR UPDATE OR DELETE ON versions_prolonging
  FOR EACH ROW EXECUTE FUNCTION versions_never_shorter();
REVOKE UPDATE, DELETE ON versions_prolonging FROM app_admin;
CREATE POLICY party ON versions_called FOR SELECT TO app
  USING (party_id = (SELECT acting_organisation()));
"""
BACK = """
DROP POLICY party ON versions_called;
DROP TRIGGER never_shorter ON versions_prolonging;
DROP FUNCTION versions_never_shorter();
"""


class Migration(migrations.Migration):
    """Rights, policies, and the guard of what has been promised."""

    dependencies = [("versions", "0001_initial"), ("tenants", "0001_initial")]
    operations = [
        only_reads("versions_prolonging", "app", "app_jobs"),
        hold_apart("versions_called", support_reads=True),
        only_reads("versions_called", "app_admin"),
        hold_apart("versions_telling"),
        closed_to("versions_telling", "app"),
        only_reads("versions_telling", "app_admin"),
        hold_apart("versions_mail"),
        closed_to("versions_mail", "app", "app_admin"),
        migrations.RunSQL(GUARD, BACK),
    ]
