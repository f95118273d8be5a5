"""What kind an organisation is, and for which kinds a purpose is; what stands is told neither."""

import django.contrib.postgres.fields
from django.db import migrations, models
from django.db.models import Q

KINDS = [
    ("kommun", "kommun eller nämnd i en kommun"),
    ("region", "region eller nämnd i en region"),
    ("kronofogden", "Kronofogdemyndigheten"),
    ("csn", "Centrala studiestödsnämnden"),
    ("arbetsformedlingen", "Arbetsförmedlingen"),
    ("a-kassa", "arbetslöshetskassa"),
    ("skatteverket", "Skatteverket"),
    ("migrationsverket", "Migrationsverket"),
    ("pensionsorgan", "pensionsorgan för tjänstepension"),
    ("forsakringsforetag", "försäkringsföretag"),
    ("ombud", "ombud åt andra organisationer"),
]


class Migration(migrations.Migration):
    """An organisation without a kind keeps what it has agreed; nothing new is agreed until it has one."""

    dependencies = [("organisations", "0010_agreed_months")]
    operations = [
        migrations.AddField(
            model_name="organisation",
            name="kind",
            field=models.CharField(
                choices=KINDS,
                db_default="",
                default="",
                help_text="Avgör vilka ändamål som kan avtalas.",
                max_length=20,
                verbose_name="slag",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=Q(kind__in=["", *(kind for kind, _name in KINDS)]),
                name="organisation_kind_known",
            ),
        ),
        migrations.AddField(
            model_name="purpose",
            name="kinds",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(choices=KINDS, max_length=20),
                blank=True,
                db_default=[],
                default=list,
                help_text="Vilka slag av organisationer det får avtalas med, åtskilda av komma; tomt: alla.",
                size=None,
                verbose_name="slag av organisationer",
            ),
        ),
        migrations.AlterField(
            model_name="agreedchange",
            name="fields",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=60),
                blank=True,
                default=list,
                help_text=(
                    "Fältens namn i utdragen, åtskilda av komma; bara när avvikelsen gäller fält. Ett fält är allt "
                    "som står i det: Pensionsmyndighetens beräkning står både i underlag och i tillagg."
                ),
                size=None,
                verbose_name="fält",
            ),
        ),
    ]
