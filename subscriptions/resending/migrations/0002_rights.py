"""An order is its organisation's, or given for it by the administration; background work alone changes it."""

from django.db import migrations

from portal.tenants.policies import hold_apart


class Migration(migrations.Migration):
    """Policies and rights."""

    dependencies = [("resending", "0001_initial"), ("tenants", "0001_initial")]
    operations = [
        hold_apart("resending_order"),
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE ON resending_order FROM app, app_admin",
            "GRANT UPDATE, DELETE ON resending_order TO app, app_admin",
        ),
    ]
