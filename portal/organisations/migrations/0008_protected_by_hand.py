"""Whether notifications about protected persons are handled apart."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """An agreement's option; off."""

    dependencies = [("organisations", "0007_agreed_changes_policies")]
    operations = [
        migrations.AddField(
            model_name="agreement",
            name="protected_by_hand",
            field=models.BooleanField(
                default=False,
                db_default=False,
                help_text=(
                    "Aviseringar om skyddade personer visas bara för den som har särskild behörighet, "
                    "och lämnas till andra system utan prenumeration och ärende."
                ),
                verbose_name="skyddade hanteras för hand",
            ),
        ),
    ]
