"""A row of a mass change that came in a file says where its fault is, and the sender's own reference."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two columns."""

    dependencies = [("subscribing", "0004_mass_rights")]
    operations = [
        migrations.AddField(
            "masschangerow",
            "column",
            models.CharField(blank=True, max_length=20, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "masschangerow",
            "own",
            models.CharField(blank=True, max_length=64, default=""),
            preserve_default=False,
        ),
    ]
