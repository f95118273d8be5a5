"""All earlier numbers that are told are kept, those of protected persons too; `sure` ones lead on.

What stood under a protected person's earlier number was an empty document: it counts as put aside
until the next extract, so that nobody is told that nothing is registered there.
"""

from django.db import migrations, models
from django.db.models import F, Q

STAGING = ("registers_staging_fk", "registers_staging_pm")
TABLE = "registers_formernumber"
NUMBERS = "^[0-9]{12}$"
FIELDS = [
    (name, models.CharField(max_length=length))
    for name, length in (("former", 12), ("agency", 2), ("present", 12))
]
GUARDS = """
UPDATE registers_document SET aside = true
WHERE agency = 'FK' AND protection <> '' AND document = '{"formansinformation": {}}'::jsonb
"""


def _key(*columns: str) -> str:
    return (
        f"ALTER TABLE {TABLE} DROP CONSTRAINT {TABLE}_pkey, ADD PRIMARY KEY ({', '.join(columns)})"
    )


class Migration(migrations.Migration):
    """The key of earlier numbers, and what the staging tables hold of them."""

    dependencies = [("registers", "0002_rights")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    f"{_key('former', 'agency', 'present')}, ADD sure boolean NOT NULL DEFAULT true;"
                    f"ALTER TABLE {TABLE} ALTER sure DROP DEFAULT",
                    f"DELETE FROM {TABLE} WHERE NOT sure;{_key('former', 'agency')}, DROP sure",
                ),
            ],
            state_operations=[
                migrations.DeleteModel("FormerNumber"),
                migrations.CreateModel(
                    name="FormerNumber",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "former",
                                "agency",
                                "present",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        *FIELDS,
                        ("sure", models.BooleanField(default=False)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["present"], name="former_of_present")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=Q(agency__in=["FK", "PM"]), name="former_agency"
                            ),
                            models.CheckConstraint(
                                condition=Q(former__regex=NUMBERS, present__regex=NUMBERS)
                                & ~Q(former=F("present")),
                                name="former_numbers",
                            ),
                        ],
                    },
                ),
            ],
        ),
        migrations.AddConstraint(
            "formernumber",
            models.UniqueConstraint(
                name="former_leads_to_one", fields=["former", "agency"], condition=Q(sure=True)
            ),
        ),
        *[
            migrations.RunSQL(
                f"ALTER TABLE {table} ADD told text[] NOT NULL DEFAULT '{{}}'",
                f"ALTER TABLE {table} DROP told",
            )
            for table in STAGING
        ],
        migrations.RunSQL(GUARDS, migrations.RunSQL.noop),
    ]
