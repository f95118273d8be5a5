"""What was freed by hand."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The room's own table."""

    initial = True

    dependencies = [
        ("organisations", "0004_contact_policies"),
    ]

    operations = [
        migrations.CreateModel(
            name="Freed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "service",
                    models.CharField(
                        choices=[
                            ("onlinefraga", "Onlinefråga"),
                            ("massfraga", "Massfråga"),
                            ("leka", "LEKA"),
                        ],
                        max_length=20,
                        verbose_name="tjänst",
                    ),
                ),
                ("slot", models.PositiveSmallIntegerField(verbose_name="plats")),
                ("since", models.DateTimeField(verbose_name="upptagen sedan")),
                ("request_id", models.UUIDField(null=True, verbose_name="begäran")),
                ("freed_by", models.CharField(max_length=200, verbose_name="frigjord av")),
                ("freed_at", models.DateTimeField(verbose_name="frigjord")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "frigjord plats",
                "verbose_name_plural": "frigjorda platser",
                "ordering": ["-freed_at", "-pk"],
            },
        ),
    ]
