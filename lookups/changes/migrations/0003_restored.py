"""Changes put right name the batch that they correct; what was before a change is kept as digests for a time."""

import django.db.models.deletion
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import Q

from portal.tenants.policies import closed_to

KINDS = ["new", "changed", "gone", "restored"]


class Migration(migrations.Migration):
    """The column, the table and its rights; rows that stand are held to the rules in the next one."""

    dependencies = [("changes", "0002_rights"), ("tenants", "0001_initial")]
    operations = [
        migrations.AlterField(
            model_name="change",
            name="kind",
            field=models.CharField(
                choices=[
                    ("new", "ny"),
                    ("changed", "ändrad"),
                    ("gone", "borta"),
                    ("restored", "rättad"),
                ],
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="change",
            name="restores",
            field=models.ForeignKey(
                db_column="restores",
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="changes.batch",
            ),
        ),
        migrations.RemoveConstraint(model_name="change", name="change_kind_known"),
        AddConstraintNotValid(
            "change",
            models.CheckConstraint(condition=Q(("kind__in", KINDS)), name="change_kind_known"),
        ),
        AddConstraintNotValid(
            "change",
            models.CheckConstraint(
                condition=Q(
                    ("restores__isnull", False),
                    Q(("kind", "restored"), _negated=True),
                    _connector="OR",
                ),
                name="change_restored_of_a_batch",
            ),
        ),
        migrations.CreateModel(
            name="Replaced",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("person", models.CharField(max_length=12)),
                ("element", models.BinaryField()),
                ("said", models.BinaryField()),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="changes.batch",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "element"], name="replaced_of_person")]
            },
        ),
        closed_to("changes_replaced", "app", "app_admin"),
    ]
