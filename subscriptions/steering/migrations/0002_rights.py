"""What is told is steered by the administration alone; background work reads it, and notes what it has called back."""

from django.db import migrations

from portal.tenants.policies import closed_to


class Migration(migrations.Migration):
    """Rights of the room."""

    dependencies = [("steering", "0001_initial"), ("tenants", "0001_initial")]
    operations = [closed_to(table, "app") for table in ("steering_ruling", "steering_stop")]
