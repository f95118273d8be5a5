"""Further keys of an order that was under way: added to, and removed with their order."""

import django.db.models.deletion
from django.db import migrations, models

from portal.tenants.policies import hold_apart


class Migration(migrations.Migration):
    """The table, its policy and rights."""

    dependencies = [("resending", "0002_rights"), ("tenants", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="OrderKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("client", models.CharField(editable=False, max_length=100)),
                ("key", models.CharField(editable=False, max_length=64)),
                (
                    "order",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="keys",
                        to="resending.order",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "client", "key"), name="order_further_key_once"
                    )
                ],
            },
        ),
        hold_apart("resending_orderkey"),
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE ON resending_orderkey FROM app; REVOKE ALL ON resending_orderkey FROM app_admin",
            "GRANT UPDATE, DELETE ON resending_orderkey TO app; "
            "GRANT SELECT, INSERT, UPDATE, DELETE ON resending_orderkey TO app_admin",
        ),
    ]
