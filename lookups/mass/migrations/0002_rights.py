"""Mass queries are their organisation's alone; a state follows another as published; administration reads no rows."""

from django.db import migrations

from portal.tenants.policies import closed_to, hold_apart, only_reads

STATES = """
CREATE FUNCTION mass_state_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT (OLD.state, NEW.state) IN (
    ('mottagen', 'kontrolleras'), ('mottagen', 'i_ko'), ('mottagen', 'avbruten'),
    ('kontrolleras', 'vantar_pa_besked'), ('kontrolleras', 'i_ko'), ('kontrolleras', 'misslyckad'),
    ('kontrolleras', 'avbruten'),
    ('vantar_pa_besked', 'i_ko'), ('vantar_pa_besked', 'avbruten'), ('vantar_pa_besked', 'gallrad'),
    ('i_ko', 'pagar'), ('i_ko', 'pausad'), ('i_ko', 'misslyckad'), ('i_ko', 'avbruten'),
    ('pagar', 'pausad'), ('pagar', 'klar'), ('pagar', 'klar_med_fel'), ('pagar', 'misslyckad'), ('pagar', 'avbruten'),
    ('pausad', 'i_ko'), ('pausad', 'pagar'), ('pausad', 'misslyckad'), ('pausad', 'avbruten'),
    ('klar', 'gallrad'),
    ('klar_med_fel', 'i_ko'), ('klar_med_fel', 'gallrad'),
    ('misslyckad', 'i_ko'), ('misslyckad', 'gallrad'),
    ('avbruten', 'i_ko'), ('avbruten', 'gallrad')
  ) THEN
    RAISE EXCEPTION 'a mass query in state % never becomes %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER state_follows BEFORE UPDATE OF state ON mass_massquery
  FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION mass_state_follows();
"""
NO_STATES = """
DROP TRIGGER state_follows ON mass_massquery;
DROP FUNCTION mass_state_follows();
"""
# What is sealed does not compress: the server need not try.
PLAIN = """
ALTER TABLE mass_massanswer ALTER COLUMN sealed SET STORAGE EXTERNAL;
ALTER TABLE mass_masspart ALTER COLUMN sealed SET STORAGE EXTERNAL;
"""
# Whose it is, how it goes and how many: never a case, a name of a file or of a caseworker, a row.
SUPPORT = """
CREATE POLICY support ON mass_massquery FOR SELECT TO app_support USING (true);
GRANT SELECT (id, organisation_id, client, version, state, pause, reason, created_at, opens_at, sent_at, started_at,
  ended_at, kept_until, rows, faults, doubles, request_id) ON mass_massquery TO app_support;
"""
NO_SUPPORT = """
DROP POLICY support ON mass_massquery;
REVOKE ALL ON mass_massquery FROM app_support;
"""
ROWS = ("mass_masspart", "mass_massanswer", "mass_massfault")


class Migration(migrations.Migration):
    """Policies of the room (promise 2) and its state machine."""

    dependencies = [("mass", "0001_initial"), ("tenants", "0001_initial")]
    operations = [
        migrations.RunSQL(STATES, NO_STATES),
        migrations.RunSQL(PLAIN, migrations.RunSQL.noop),
        *[hold_apart(table) for table in ("mass_massquery", *ROWS)],
        migrations.RunSQL(SUPPORT, NO_SUPPORT),
        *[closed_to(table, "app_admin") for table in ROWS],
        only_reads("mass_massquery", "app_admin"),
    ]
