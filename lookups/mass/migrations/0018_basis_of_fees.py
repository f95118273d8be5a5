"""The basis of care fees has a file of its own, which is reckoned for a day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A layout and its day."""

    dependencies = [("mass", "0017_layouts")]
    operations = [
        migrations.AddField(
            model_name="massdownload", name="day", field=models.DateField(null=True)
        ),
        migrations.AlterField(
            model_name="massdownload",
            name="layout",
            field=models.CharField(
                choices=[
                    ("personer", "En rad per person"),
                    ("beslut", "En rad per beslut"),
                    ("utbetalningar", "En rad per utbetalning"),
                    ("ansokningar", "En rad per ansökan"),
                    ("ovrigt", "En rad per övrig uppgift"),
                    ("avgift", "Underlag för avgift"),
                ],
                default="personer",
                max_length=20,
            ),
        ),
    ]
