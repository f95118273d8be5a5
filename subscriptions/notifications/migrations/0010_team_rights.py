"""The team's tables are each organisation's alone; what was handed over is never changed (promise 2)."""

from django.db import migrations

from portal.tenants.policies import closed_to, hold_apart


class Migration(migrations.Migration):
    """Policies and rights of the tables."""

    dependencies = [("notifications", "0009_team")]
    operations = [
        hold_apart("notifications_receipt"),
        closed_to("notifications_receipt", "app_admin"),
        hold_apart("notifications_handover"),
        closed_to("notifications_handover", "app_admin"),
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE ON notifications_handover FROM app, app_jobs",
            "GRANT UPDATE, DELETE ON notifications_handover TO app, app_jobs",
        ),
    ]
