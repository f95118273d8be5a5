"""The table of the shared counters. UNLOGGED: after a crash they begin again, and nothing is lost that was accepted."""

from django.db import migrations

SQL = """
CREATE UNLOGGED TABLE cache_entry (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
CREATE INDEX cache_entry_expires ON cache_entry (expires);
"""


class Migration(migrations.Migration):
    """By migration, since no serving role may create tables."""

    dependencies = [("tenants", "0001_initial")]
    operations = [migrations.RunSQL(SQL, "DROP TABLE cache_entry")]
