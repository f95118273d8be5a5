"""When a batch came is not when its load began. It names nobody: who begins to follow a person may read it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The column, what earlier rows say there, and the right to read it."""

    dependencies = [("changes", "0006_batch_read")]
    operations = [
        migrations.AddField(
            model_name="batch",
            name="came_at",
            field=models.DateTimeField(null=True, verbose_name="inkommen"),
        ),
        migrations.RunSQL("UPDATE changes_batch SET came_at = loaded_at", migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="batch",
            name="came_at",
            field=models.DateTimeField(verbose_name="inkommen"),
        ),
        migrations.RunSQL(
            "GRANT SELECT (came_at) ON changes_batch TO app",
            "REVOKE SELECT (came_at) ON changes_batch FROM app",
        ),
    ]
