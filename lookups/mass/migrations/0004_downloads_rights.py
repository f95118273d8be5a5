"""Files of answers are their organisation's alone; administration does not reach them; what is sealed is not packed."""

from django.db import migrations

from portal.tenants.policies import closed_to, hold_apart

PLAIN = "ALTER TABLE mass_masspiece ALTER COLUMN sealed SET STORAGE EXTERNAL"
TABLES = ("mass_massdownload", "mass_masspiece")


class Migration(migrations.Migration):
    """Policies of downloads (promise 2)."""

    dependencies = [("mass", "0003_downloads"), ("tenants", "0001_initial")]
    operations = [
        migrations.RunSQL(PLAIN, migrations.RunSQL.noop),
        *[hold_apart(table) for table in TABLES],
        *[closed_to(table, "app_admin") for table in TABLES],
    ]
