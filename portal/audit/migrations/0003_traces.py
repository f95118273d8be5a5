"""Keyed traces of what an answer's rows said, and an index for whom a number has been replaced by."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """A column that rows from before have empty, so that nothing is compared with them."""

    dependencies = [("audit", "0002_append_only")]
    operations = [
        migrations.AddField(
            model_name="disclosure",
            name="traces",
            field=models.JSONField(db_default={}, default=dict, verbose_name="spår"),
        ),
        migrations.AddIndex(
            model_name="disclosure",
            index=models.Index(
                condition=~Q(present=""), fields=["present", "-at"], name="disclosure_by_present"
            ),
        ),
    ]
