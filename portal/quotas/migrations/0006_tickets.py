import datetime

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0004_contact_policies"),
        ("quotas", "0005_state_and_sums"),
    ]

    operations = [
        migrations.AddField(
            model_name="lane",
            name="waited_until",
            field=models.DateTimeField(
                db_default=datetime.datetime(1970, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)
            ),
        ),
        migrations.CreateModel(
            name="Ticket",
            fields=[
                (
                    "id",
                    models.BigAutoField(primary_key=True, serialize=False, verbose_name="nummer"),
                ),
                ("member", models.BigIntegerField(null=True)),
                ("request_id", models.UUIDField()),
                ("taken_at", models.DateTimeField()),
                ("lease_until", models.DateTimeField()),
                (
                    "lane",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="quotas.lane",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "väntande sida",
                "verbose_name_plural": "väntande sidor",
            },
        ),
    ]
