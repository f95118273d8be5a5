"""What an organisation is reminded of is its own (promise 2); the administration sees counts alone."""

from django.db import migrations

from portal.tenants.policies import closed_to, hold_apart, only_reads

TABLES = ("reminding_mail", "reminding_choice", "reminding_digested", "reminding_unseen")


class Migration(migrations.Migration):
    """Policies and rights."""

    dependencies = [("reminding", "0001_initial"), ("tenants", "0001_initial")]
    operations = [
        *[hold_apart(table) for table in TABLES],
        closed_to("reminding_mail", "app", "app_admin"),
        closed_to("reminding_choice", "app_admin"),
        only_reads("reminding_choice", "app_jobs"),
        closed_to("reminding_digested", "app", "app_admin"),
        only_reads("reminding_unseen", "app", "app_admin"),
    ]
