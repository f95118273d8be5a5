"""How an agreement differs from its purposes is a row of its own."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0005_law_by_day"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgreedChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("utan-grupp", "Ta bort en grupp"),
                            ("utan-falt", "Utelämna fält"),
                            ("kortare", "Kortare period"),
                            ("med-grupp", "Lägg till en grupp"),
                            ("med-falt", "Ge tillbaka fält"),
                            ("langre", "Längre period"),
                        ],
                        help_text="De tre sista ger mer än ändamålet och kräver ett beslut.",
                        max_length=10,
                        verbose_name="avvikelse",
                    ),
                ),
                (
                    "klass",
                    models.CharField(blank=True, max_length=40, verbose_name="informationsklass"),
                ),
                ("group", models.CharField(blank=True, max_length=20, verbose_name="förmånsgrupp")),
                (
                    "fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        help_text="Fältens namn i utdragen, åtskilda av komma; bara när avvikelsen gäller fält.",
                        size=None,
                        verbose_name="fält",
                    ),
                ),
                (
                    "months",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Den längsta perioden; bara när avvikelsen gäller period.",
                        null=True,
                        verbose_name="månader",
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        help_text="Vem som beslutade och beslutets beteckning, som Nämnden 2026-11-03 § 112.",
                        max_length=200,
                        verbose_name="beslut",
                    ),
                ),
                ("decided", models.DateField(blank=True, null=True, verbose_name="beslutsdag")),
                (
                    "agreed_service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="organisations.agreedservice",
                        verbose_name="tjänst",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "purpose",
                    models.ForeignKey(
                        help_text="Ett som är avtalat för tjänsten.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.purpose",
                        verbose_name="ändamål",
                    ),
                ),
            ],
            options={
                "verbose_name": "avvikelse från ändamål",
                "verbose_name_plural": "avvikelser från ändamål",
                "ordering": ["purpose", "kind", "klass", "group"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agreed_service", "purpose", "kind", "klass", "group"),
                        name="agreed_change_once",
                        violation_error_message="Avvikelsen finns redan.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ("utan-grupp", "utan-falt", "kortare")),
                            models.Q(
                                ("decided__isnull", False),
                                ("decision__regex", "\\S"),
                                ("kind__in", ("med-grupp", "med-falt", "langre")),
                            ),
                            _connector="OR",
                        ),
                        name="agreed_change_widens_by_decision",
                        violation_error_message="Det som ger mer än ändamålet kräver ett beslut med beteckning och dag.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("fields", []),
                                ("kind__in", ("utan-grupp", "med-grupp")),
                                models.Q(("klass", ""), _negated=True),
                                models.Q(("group", ""), _negated=True),
                                ("months__isnull", True),
                            ),
                            models.Q(
                                ("kind__in", ("utan-falt", "med-falt")),
                                models.Q(("fields", []), _negated=True),
                                models.Q(("klass", ""), _negated=True),
                                models.Q(("group", ""), _negated=True),
                                ("months__isnull", True),
                            ),
                            models.Q(
                                ("kind__in", ("kortare", "langre")),
                                ("months__gte", 1),
                                ("months__lte", 120),
                                ("fields", []),
                                ("group", ""),
                                ("klass", ""),
                            ),
                            _connector="OR",
                        ),
                        name="agreed_change_says_what",
                        violation_error_message="Ange en grupp, en grupp med fält, eller 1 till 120 månader: det som avvikelsen gäller.",
                    ),
                ],
            },
        ),
    ]
