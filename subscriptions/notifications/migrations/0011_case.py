"""The case that a notification named when it was made; until the next migration the earlier rows have none."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The column; with its default in the database, so that who makes rows without it still can."""

    dependencies = [("notifications", "0010_team_rights")]
    operations = [
        migrations.AddField(
            model_name="notification",
            name="case",
            field=models.CharField(
                blank=True, db_default="", max_length=100, verbose_name="ärendenummer"
            ),
        )
    ]
