"""Background work alone removes what has been kept for its time, and says up to where."""

from django.db import migrations

from portal.tenants.policies import closed_to, hold_apart, only_reads

REMOVING = "GRANT DELETE ON subscribing_subscription, subscribing_number TO app_jobs"
KEEPING = "REVOKE DELETE ON subscribing_subscription, subscribing_number FROM app_jobs"


class Migration(migrations.Migration):
    """Policies and rights."""

    dependencies = [
        ("delivery", "0003_purged"),
        ("notifications", "0004_care_rights"),
        ("subscribing", "0002_rights"),
    ]
    operations = [
        hold_apart("delivery_purged"),
        only_reads("delivery_purged", "app"),
        closed_to("delivery_purged", "app_admin"),
        migrations.RunSQL(REMOVING, KEEPING),
    ]
