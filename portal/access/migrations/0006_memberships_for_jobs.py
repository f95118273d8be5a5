"""Background work asks again who a member is: what was accepted goes on only while its asker may ask."""

from django.db import migrations


class Migration(migrations.Migration):
    """The door of memberships opens for app_jobs."""

    dependencies = [("access", "0005_one_address")]
    operations = [
        migrations.RunSQL(
            "GRANT EXECUTE ON FUNCTION memberships(bigint) TO app_jobs",
            "REVOKE EXECUTE ON FUNCTION memberships(bigint) FROM app_jobs",
        ),
    ]
