"""A file may choose which kinds of events are told of."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A column."""

    dependencies = [("filing", "0002_rights")]
    operations = [migrations.AddField("filedchange", "kinds", models.JSONField(null=True))]
