"""Notifications are their organisation's alone (promise 2), and never changed but in who has taken care of them."""

from django.db import migrations

from portal.tenants.policies import closed_to, hold_apart

TABLES = ("notifications_counter", "notifications_notification")
# Made by background work alone; a member or a system says what it has received.
ONCE = """
REVOKE INSERT, UPDATE, DELETE ON notifications_notification, notifications_counter, notifications_fanned FROM app;
GRANT UPDATE (acknowledged_at) ON notifications_notification TO app;
REVOKE UPDATE ON notifications_notification FROM app_jobs;
GRANT UPDATE (acknowledged_at) ON notifications_notification TO app_jobs;
"""
BACK = """
GRANT INSERT, UPDATE, DELETE ON notifications_notification, notifications_counter, notifications_fanned TO app;
GRANT UPDATE ON notifications_notification TO app_jobs;
"""


class Migration(migrations.Migration):
    """Policies of the room."""

    dependencies = [("notifications", "0001_initial"), ("tenants", "0001_initial")]
    operations = [
        *[hold_apart(table) for table in TABLES],
        migrations.RunSQL(ONCE, BACK),
        *[closed_to(table, "app_admin") for table in (*TABLES, "notifications_fanned")],
    ]
