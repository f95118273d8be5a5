"""What an organisation says of its fees is its own (promise 2); its history is added to and never changed."""

from django.db import migrations

from portal.tenants.policies import closed_to, hold_apart, only_reads

CHANGE, ENTRY = "care_fees_carefeechange", "care_fees_carefeeentry"


class Migration(migrations.Migration):
    """Policies and rights."""

    dependencies = [("care_fees", "0001_initial"), ("tenants", "0001_initial")]
    operations = [
        hold_apart(CHANGE),
        hold_apart(ENTRY),
        closed_to(CHANGE, "app_admin"),
        only_reads(CHANGE, "app_jobs"),
        closed_to(ENTRY, "app_admin", "app_jobs"),
        migrations.RunSQL(
            f"REVOKE UPDATE, DELETE ON {ENTRY} FROM app", f"GRANT UPDATE, DELETE ON {ENTRY} TO app"
        ),
    ]
