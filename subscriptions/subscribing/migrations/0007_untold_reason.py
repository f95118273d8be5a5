"""Why a protected person's subscription ended may be left untold (decision 0031)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One more reason."""

    dependencies = [("subscribing", "0006_case_closed")]
    operations = [
        migrations.AlterField(
            "subscription",
            "end_reason",
            models.CharField(
                blank=True,
                choices=[
                    ("avregistrerad", "avregistrerad"),
                    ("slutdatum", "slutdatumet passerade"),
                    ("avtal", "avtalet gäller inte längre"),
                    ("andamal", "ändamålet är inte längre avtalat"),
                    ("avliden", "personen har avlidit"),
                    ("anges_inte", "anges inte"),
                    ("arende_avslutat", "ärendet avslutat"),
                ],
                max_length=20,
                verbose_name="orsak",
            ),
        )
    ]
