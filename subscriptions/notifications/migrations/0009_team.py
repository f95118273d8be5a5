"""When each system acknowledged last, and what was handed over."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Tables of the team's page."""

    dependencies = [
        ("notifications", "0008_mass_care_rights"),
        ("organisations", "0004_contact_policies"),
    ]

    operations = [
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "client"), name="receipt_once_a_client"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=200)),
                ("to", models.CharField(max_length=200)),
                ("notifications", models.PositiveIntegerField()),
                ("queries", models.PositiveIntegerField()),
                ("subscriptions", models.PositiveIntegerField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("notifications__gt", 0),
                            ("queries__gt", 0),
                            ("subscriptions__gt", 0),
                            _connector="OR",
                        ),
                        name="handover_of_something",
                    )
                ],
            },
        ),
    ]
