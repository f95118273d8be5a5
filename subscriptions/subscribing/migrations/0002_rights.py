"""Subscriptions are their organisation's alone (promise 2); administration sees none of the persons."""

from django.db import migrations

from portal.tenants.policies import closed_to, hold_apart

TABLES = ("subscribing_subscription", "subscribing_number")


class Migration(migrations.Migration):
    """Policies of the room."""

    dependencies = [("subscribing", "0001_initial"), ("tenants", "0001_initial")]
    operations = [
        *[hold_apart(table) for table in TABLES],
        *[closed_to(table, "app_admin") for table in TABLES],
    ]
