"""Finished queries are counted on every page of an organisation's members."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Index of the table."""

    dependencies = [("mass", "0015_outcomes")]
    operations = [
        migrations.AddIndex(
            model_name="massquery",
            index=models.Index(
                condition=models.Q(("state__in", ["klar", "klar_med_fel", "misslyckad"])),
                fields=["organisation", "-ended_at", "-id"],
                name="mass_finished",
            ),
        ),
    ]
