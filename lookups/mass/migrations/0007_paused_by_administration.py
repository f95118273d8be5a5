"""The administration lets a mass query stand still and go on; nothing else of it can be changed there."""

from django.db import migrations

MAY = "GRANT UPDATE (state, pause) ON mass_massquery TO app_admin"
MAY_NOT = "REVOKE UPDATE (state, pause) ON mass_massquery FROM app_admin"


class Migration(migrations.Migration):
    """Two columns."""

    dependencies = [("mass", "0006_mails_rights")]
    operations = [migrations.RunSQL(MAY, MAY_NOT)]
