"""A purpose's law is a row for its time, and the one there was holds still; a purpose has an English name and its parties."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

import portal.organisations.purpose_models
from portal.tenants.policies import only_reads

COPY = """
INSERT INTO organisations_purposelaw (purpose_id, text, since) SELECT id, law, law_from FROM organisations_purpose;
"""
BACK = """
UPDATE organisations_purpose p SET law = l.text, law_from = l.since
FROM organisations_purposelaw l WHERE l.purpose_id = p.id AND l.until IS NULL;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0004_contact_policies"),
        ("tenants", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="purpose",
            name="english",
            field=models.CharField(
                blank=True,
                help_text="Visas på engelska sidor; tomt: det svenska namnet.",
                max_length=120,
                verbose_name="namn på engelska",
            ),
        ),
        migrations.AddField(
            model_name="purpose",
            name="parties",
            field=models.CharField(
                blank=True,
                help_text="Vilka som kan avtala om det.",
                max_length=200,
                verbose_name="avsett för",
            ),
        ),
        migrations.AlterField(
            model_name="purposegroup",
            name="left_out",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=60),
                blank=True,
                default=list,
                help_text="Fältens namn i utdragen, åtskilda av komma.",
                size=None,
                verbose_name="fält som utelämnas",
            ),
        ),
        migrations.CreateModel(
            name="PurposeLaw",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="lagrum")),
                ("since", models.DateField(verbose_name="gäller från")),
                (
                    "until",
                    models.DateField(
                        blank=True,
                        help_text="Tomt: gäller än.",
                        null=True,
                        verbose_name="gäller till och med",
                    ),
                ),
                (
                    "purpose",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="laws",
                        to="organisations.purpose",
                        verbose_name="ändamål",
                    ),
                ),
            ],
            options={
                "verbose_name": "lagrum",
                "verbose_name_plural": "lagrum",
                "ordering": ["since"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True),
                            ("until__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="purpose_law_ends_after_it_begins",
                        violation_error_message="Till-datum ligger före från-datum.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("purpose", "="),
                            (
                                portal.organisations.purpose_models.DateRange(
                                    "since",
                                    "until",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_lower=True, inclusive_upper=True
                                    ),
                                ),
                                "&&",
                            ),
                        ],
                        name="purpose_law_one_at_a_time",
                        violation_error_message="Två lagrum gäller samma dag.",
                    ),
                ],
            },
        ),
        only_reads("organisations_purposelaw", "app", "app_jobs"),
        # May be empty first, so that the way back has somewhere to begin.
        migrations.AlterField("purpose", "law", models.CharField(max_length=300, null=True)),
        migrations.AlterField("purpose", "law_from", models.DateField(null=True)),
        migrations.RunSQL(COPY, BACK),
        migrations.RemoveField("purpose", "law"),
        migrations.RemoveField("purpose", "law_from"),
    ]
