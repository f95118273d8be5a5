"""Codes that the contract does not list, counted per extract: background work writes, the administration looks."""

import django.db.models.deletion
from django.db import migrations, models

from portal.tenants.policies import closed_to, only_reads


class Migration(migrations.Migration):
    """What an extract brought that nobody has a word for; the new column is empty: all is counted once."""

    dependencies = [("registers", "0004_folder"), ("tenants", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="extract",
            name="codes_counted_at",
            field=models.DateTimeField(null=True, verbose_name="okända koder räknade"),
        ),
        migrations.CreateModel(
            name="UnknownCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("table", models.CharField(max_length=120, verbose_name="kodtabell")),
                ("code", models.CharField(blank=True, max_length=40, verbose_name="kod")),
                ("times", models.IntegerField(verbose_name="antal")),
                (
                    "extract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="unknown_codes",
                        to="registers.extract",
                        verbose_name="utdrag",
                    ),
                ),
            ],
            options={
                "verbose_name": "okänd kod",
                "verbose_name_plural": "okända koder",
                "ordering": ("extract", "-times", "table", "code"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("extract", "table", "code"), name="unknown_code_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("times__gt", 0)), name="unknown_code_met"
                    ),
                ],
            },
        ),
        closed_to("registers_unknowncode", "app"),
        only_reads("registers_unknowncode", "app_admin"),
    ]
