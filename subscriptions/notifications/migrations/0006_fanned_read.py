"""Whether a batch has been told names nobody: the administration may read it before it says a word about the batch."""

from django.db import migrations


class Migration(migrations.Migration):
    """Rights of the table."""

    dependencies = [("notifications", "0005_fanned_withheld_and_more")]
    operations = [
        migrations.RunSQL(
            "GRANT SELECT ON notifications_fanned TO app_admin",
            "REVOKE SELECT ON notifications_fanned FROM app_admin",
        )
    ]
