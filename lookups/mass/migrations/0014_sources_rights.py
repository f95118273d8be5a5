"""A checked file is its organisation's alone, administration does not reach it, and it goes when a word is given."""

from django.db import migrations

from portal.tenants.policies import closed_to, hold_apart

# Whichever way the word comes, and in the same transaction: sent, held, taken away, or out of time.
GONE = """
CREATE FUNCTION mass_source_goes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM mass_masssource WHERE query_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER source_goes AFTER UPDATE OF state ON mass_massquery
  FOR EACH ROW WHEN (OLD.state = 'vantar_pa_besked' AND NEW.state <> 'vantar_pa_besked')
  EXECUTE FUNCTION mass_source_goes();
"""
NOT_GONE = """
DROP TRIGGER source_goes ON mass_massquery;
DROP FUNCTION mass_source_goes();
"""
# What is sealed does not compress: the server need not try.
PLAIN = "ALTER TABLE mass_masssource ALTER COLUMN sealed SET STORAGE EXTERNAL"


class Migration(migrations.Migration):
    """Policies of the files (promise 2), and their end."""

    dependencies = [("mass", "0013_sources"), ("tenants", "0001_initial")]
    operations = [
        hold_apart("mass_masssource"),
        closed_to("mass_masssource", "app_admin"),
        migrations.RunSQL(PLAIN, migrations.RunSQL.noop),
        migrations.RunSQL(GONE, NOT_GONE),
    ]
