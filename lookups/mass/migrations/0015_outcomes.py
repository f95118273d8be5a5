from django.db import migrations, models


class Migration(migrations.Migration):
    """Persons by what came of them, counted where the part is asked: no list of answers is gone through."""

    dependencies = [("mass", "0014_sources_rights")]

    operations = [
        migrations.AddField(
            model_name="masspart", name=name, field=models.PositiveIntegerField(default=0)
        )
        for name in ("persons", "nothing", "unchecked")
    ]
