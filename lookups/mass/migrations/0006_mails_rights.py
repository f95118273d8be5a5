"""Mails about mass queries are their organisation's alone; administration does not reach them."""

from django.db import migrations

from portal.tenants.policies import closed_to, hold_apart


class Migration(migrations.Migration):
    """Policies of the mails (promise 2)."""

    dependencies = [("mass", "0005_mails"), ("tenants", "0001_initial")]
    operations = [hold_apart("mass_massmail"), closed_to("mass_massmail", "app_admin")]
