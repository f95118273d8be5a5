"""A batch names no person: the administration may read which there are, to hold one or to call it back."""

from django.db import migrations


class Migration(migrations.Migration):
    """Rights of the table."""

    dependencies = [("changes", "0005_batch_held")]
    operations = [
        migrations.RunSQL(
            "GRANT SELECT ON changes_batch TO app_admin",
            "REVOKE SELECT ON changes_batch FROM app_admin",
        )
    ]
