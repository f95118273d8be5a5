"""What support may read of all organisations, column by column; no name of a person, no case, no document (R19).

The quotas' own tables are granted in their room (quotas 0002): support raises and frees there.
"""

from django.db import migrations

from portal.tenants.policies import closed_to, hold_apart

# The organisation with its number; how many members there are, never who; which client ids are whose.
READS = """
GRANT SELECT (id, name, number, aktors_id) ON organisations_organisation TO app_support;
GRANT SELECT (organisation_id, user_id, closed_at) ON access_membership TO app_support;
GRANT SELECT (id, is_active) ON access_user TO app_support;
GRANT SELECT (id, organisation_id, client_id, closed_at) ON access_apiclient TO app_support;
GRANT SELECT (organisation_id, api_client_id) ON access_representation TO app_support;
CREATE POLICY support ON organisations_organisation FOR SELECT TO app_support USING (true);
CREATE POLICY support ON access_membership FOR SELECT TO app_support USING (true);
CREATE POLICY support ON access_apiclient FOR SELECT TO app_support USING (true);
CREATE POLICY support ON access_representation FOR SELECT TO app_support USING (true);
"""
NOT_READ = """
DROP POLICY support ON organisations_organisation;
DROP POLICY support ON access_membership;
DROP POLICY support ON access_apiclient;
DROP POLICY support ON access_representation;
REVOKE ALL (id, name, number, aktors_id) ON organisations_organisation FROM app_support;
REVOKE ALL (organisation_id, user_id, closed_at) ON access_membership FROM app_support;
REVOKE ALL (id, is_active) ON access_user FROM app_support;
REVOKE ALL (id, organisation_id, client_id, closed_at) ON access_apiclient FROM app_support;
REVOKE ALL (organisation_id, api_client_id) ON access_representation FROM app_support;
"""
# What was freed is added to and never changed; members read nothing of it.
FREED = """
REVOKE INSERT, UPDATE, DELETE ON support_freed FROM app_admin;
GRANT INSERT ON support_freed TO app_support;
CREATE POLICY support_adds ON support_freed FOR INSERT TO app_support WITH CHECK (true);
"""
# A reference that is read out on the telephone is the last forty bits of a call's id (portal.reference). Admissions are
# kept a day and their insertion is paid by every question: they are searched without an index.
BY_REFERENCE = """
CREATE INDEX refused_by_reference ON quotas_refused (right(request_id::text, 10));
"""


class Migration(migrations.Migration):
    """Support's rights (promise 2)."""

    dependencies = [
        ("support", "0001_initial"),
        ("access", "0004_second_factor_rights"),
        ("quotas", "0005_state_and_sums"),
        ("tenants", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL(READS, NOT_READ),
        hold_apart("support_freed", support_reads=True),
        closed_to("support_freed", "app", "app_jobs"),
        migrations.RunSQL(FREED, migrations.RunSQL.noop),
        migrations.RunSQL(BY_REFERENCE, "DROP INDEX refused_by_reference"),
    ]
