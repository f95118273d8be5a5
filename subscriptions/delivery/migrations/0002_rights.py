"""How far a client has come is its organisation's alone (promise 2), and is never taken away by it."""

from django.db import migrations

from portal.tenants.policies import closed_to, hold_apart

NARROW = """
REVOKE UPDATE, DELETE ON delivery_received FROM app;
GRANT UPDATE (up_to, at) ON delivery_received TO app;
"""
WIDE = "GRANT UPDATE, DELETE ON delivery_received TO app"


class Migration(migrations.Migration):
    """Policies and rights."""

    dependencies = [("delivery", "0001_initial"), ("tenants", "0001_initial")]
    operations = [
        hold_apart("delivery_received"),
        migrations.RunSQL(NARROW, WIDE),
        closed_to("delivery_received", "app_admin"),
    ]
