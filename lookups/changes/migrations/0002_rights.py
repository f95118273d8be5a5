"""Changes name persons: background work alone reads and writes them (promise 2)."""

from django.db import migrations

from portal.tenants.policies import closed_to


class Migration(migrations.Migration):
    """Rights of the room."""

    dependencies = [("changes", "0001_initial"), ("tenants", "0001_initial")]
    operations = [
        closed_to("changes_change", "app", "app_admin"),
        closed_to("changes_batch", "app", "app_admin"),
    ]
