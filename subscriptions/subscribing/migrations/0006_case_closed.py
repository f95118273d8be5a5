"""A subscription may end because its case is closed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One more reason."""

    dependencies = [("subscribing", "0005_rows_of_a_file")]
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
                    ("arende_avslutat", "ärendet avslutat"),
                ],
                max_length=20,
                verbose_name="orsak",
            ),
        )
    ]
