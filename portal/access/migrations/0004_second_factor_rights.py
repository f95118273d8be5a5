"""The administration takes factors away and never reads their secrets; background work seals them anew."""

from django.db import migrations

RIGHTS = """
REVOKE SELECT, INSERT, UPDATE ON mfa_authenticator FROM app_admin;
GRANT SELECT (id, user_id, type, created_at, last_used_at) ON mfa_authenticator TO app_admin;
REVOKE INSERT, DELETE ON mfa_authenticator FROM app_jobs;
"""
BACK = """
GRANT SELECT, INSERT, UPDATE, DELETE ON mfa_authenticator TO app_admin, app_jobs;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0003_doors"), ("mfa", "0003_authenticator_type_uniq")]
    operations = [migrations.RunSQL(RIGHTS, BACK)]
