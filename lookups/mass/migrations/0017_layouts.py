"""Claims and other information have a csv file of their own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("mass", "0016_finished_index"),
    ]

    operations = [
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
                ],
                default="personer",
                max_length=20,
            ),
        ),
    ]
