"""A row for each job, which background work alone writes, and the table of messages.

Messages are UNLOGGED: each is a nudge, a crash may empty the table, and the sweep finds what is due. `app` sends and
counts them; taking them is for background work.
"""

from django.db import migrations, models

from portal.tenants.policies import closed_to, only_reads

MESSAGES = """
CREATE UNLOGGED TABLE celery_message (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  queue text NOT NULL,
  body jsonb NOT NULL,
  sent_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX celery_message_queue ON celery_message (queue, id);
REVOKE UPDATE, DELETE ON celery_message FROM app;
"""


class Migration(migrations.Migration):
    """By migration, since no serving role may create tables."""

    initial = True
    dependencies = [("tenants", "0002_cache")]
    operations = [
        migrations.CreateModel(
            name="JobState",
            fields=[
                (
                    "name",
                    models.CharField(
                        max_length=60, primary_key=True, serialize=False, verbose_name="jobb"
                    ),
                ),
                ("began_at", models.DateTimeField(null=True, verbose_name="började")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="slutade")),
                (
                    "how",
                    models.CharField(
                        blank=True,
                        choices=[("ok", "klart"), ("failed", "misslyckades")],
                        max_length=10,
                        verbose_name="utfall",
                    ),
                ),
                (
                    "fault",
                    models.CharField(blank=True, max_length=100, verbose_name="felets slag"),
                ),
                ("next_at", models.DateTimeField(null=True, verbose_name="väntas")),
            ],
            options={
                "verbose_name": "bakgrundsjobb",
                "verbose_name_plural": "bakgrundsjobb",
                "ordering": ["name"],
            },
        ),
        only_reads("jobs_jobstate", "app", "app_admin"),
        migrations.RunSQL(MESSAGES, "DROP TABLE celery_message"),
        closed_to("celery_message", "app_admin"),
    ]
