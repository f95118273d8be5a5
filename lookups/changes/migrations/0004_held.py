"""Changes that stood before are held to the rules of the last migration, by no lock that stops reads or writes."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    """The rules hold for all rows."""

    dependencies = [("changes", "0003_restored")]
    operations = [
        ValidateConstraint("change", "change_kind_known"),
        ValidateConstraint("change", "change_restored_of_a_batch"),
    ]
