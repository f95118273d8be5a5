"""Kept answers are their organisation's alone; the administration never reads them."""

from django.db import migrations

from portal.tenants.policies import closed_to, hold_apart


class Migration(migrations.Migration):
    """Policies of the room (promise 2)."""

    dependencies = [("online", "0001_initial"), ("tenants", "0001_initial")]
    operations = [
        hold_apart("online_keptanswer"),
        closed_to("online_keptanswer", "app_admin"),
    ]
