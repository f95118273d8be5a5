"""The history stands in the order in which it was made: a moment is taken before the turn comes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The order of entries."""

    dependencies = [("care_fees", "0002_rights")]
    operations = [
        migrations.AlterModelOptions(name="carefeeentry", options={"ordering": ["-id"]}),
        migrations.RemoveIndex(model_name="carefeeentry", name="care_fee_entry_latest"),
        migrations.AddIndex(
            model_name="carefeeentry",
            index=models.Index(fields=["organisation", "-id"], name="care_fee_entry_by_id"),
        ),
    ]
