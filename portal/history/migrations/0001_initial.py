"""The proxy, and the history's lock: who serves adds to it and changes nothing; it is the administration's alone."""

from django.db import migrations

from portal.tenants.policies import closed_to

TABLE = "django_admin_log"
LOCK = f"REVOKE UPDATE, DELETE ON {TABLE} FROM app_admin"
OPEN = f"GRANT UPDATE, DELETE ON {TABLE} TO app_admin"


class Migration(migrations.Migration):
    """The history's page and rights."""

    initial = True
    dependencies = [("admin", "0003_logentry_add_action_flag_choices"), ("tenants", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[],
            options={
                "verbose_name": "ändring",
                "verbose_name_plural": "ändringar",
                "ordering": ["-action_time", "-pk"],
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("admin.logentry",),
        ),
        closed_to(TABLE, "app", "app_jobs"),
        migrations.RunSQL(LOCK, OPEN),
    ]
