"""Who takes care of a notification is its organisation's alone (promise 2)."""

from django.db import migrations

from portal.tenants.policies import closed_to, hold_apart


class Migration(migrations.Migration):
    """Policies of the table."""

    dependencies = [("notifications", "0003_care")]
    operations = [
        hold_apart("notifications_care"),
        closed_to("notifications_care", "app_admin"),
    ]
