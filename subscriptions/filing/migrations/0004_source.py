"""A checked file can be read again by another column, without being sent again."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A table."""

    dependencies = [("filing", "0003_kinds"), ("organisations", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="FiledSource",
            fields=[
                (
                    "filed",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="filing.filedchange",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("case", models.CharField(blank=True, max_length=100)),
                ("sealed", models.BinaryField()),
            ],
        )
    ]
