"""Which purposes are asked for the sake of care fees; a purpose of the description follows it when they are brought."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One more fact of a purpose."""

    dependencies = [("organisations", "0008_protected_by_hand")]
    operations = [
        migrations.AddField(
            model_name="purpose",
            name="care_fees",
            field=models.BooleanField(
                default=False,
                db_default=False,
                help_text="Svaret säger hur varje uppgift brukar räknas i avgiftsunderlaget.",
                verbose_name="gäller avgift inom omsorgen",
            ),
        ),
    ]
