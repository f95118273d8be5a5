"""What is done with a finished mass query is its organisation's alone (promise 2)."""

from django.db import migrations

from portal.tenants.policies import closed_to, hold_apart


class Migration(migrations.Migration):
    """Policies of the table."""

    dependencies = [("notifications", "0007_mass_care")]
    operations = [
        hold_apart("notifications_masscare"),
        closed_to("notifications_masscare", "app_admin"),
    ]
