"""An index for what was told about a person in one case before."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """Person and case first: they tell most."""

    dependencies = [("audit", "0003_traces")]
    operations = [
        migrations.AddIndex(
            model_name="disclosure",
            index=models.Index(
                condition=Q(kind="answer"),
                fields=["person", "case", "organisation"],
                name="disclosure_by_case",
            ),
        ),
        migrations.RemoveIndex(model_name="disclosure", name="disclosure_by_present"),
        migrations.AddIndex(
            model_name="disclosure",
            index=models.Index(
                condition=Q(kind="answer") & ~Q(present=""),
                fields=["present", "case", "organisation"],
                name="disclosure_by_present",
            ),
        ),
    ]
