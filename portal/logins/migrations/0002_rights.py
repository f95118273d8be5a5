"""Who may do what with sessions: a key opens its login, so only the role that serves pages reads it."""

from django.db import migrations

RIGHTS = """
REVOKE ALL ON logins_session FROM app_admin, app_jobs;
-- A closed account's logins are ended by the administration, those that are over by purge.
GRANT DELETE, SELECT (user_id) ON logins_session TO app_admin;
GRANT DELETE, SELECT (begun_at, active_at) ON logins_session TO app_jobs;
"""
BACK = "GRANT SELECT, INSERT, UPDATE, DELETE ON logins_session TO app_admin, app_jobs"


class Migration(migrations.Migration):
    """Rights, and the end of Django's own table, whose sessions nobody can use any more."""

    dependencies = [("logins", "0001_initial")]
    operations = [
        migrations.RunSQL(RIGHTS, BACK),
        migrations.RunSQL("DROP TABLE IF EXISTS django_session", migrations.RunSQL.noop),
    ]
