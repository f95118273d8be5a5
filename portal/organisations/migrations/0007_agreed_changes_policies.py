"""What an agreement has otherwise is held apart, of an agreed purpose alone, and the administration's to change."""

from django.db import migrations

from portal.tenants.policies import hold_apart, only_reads

# A purpose taken from the service takes its changes with it.
SAME = """
ALTER TABLE organisations_agreedchange ADD CONSTRAINT agreed_change_of_its_service
  FOREIGN KEY (agreed_service_id, organisation_id) REFERENCES organisations_agreedservice (id, organisation_id);
ALTER TABLE organisations_agreedchange ADD CONSTRAINT agreed_change_of_an_agreed_purpose
  FOREIGN KEY (agreed_service_id, purpose_id) REFERENCES organisations_agreedpurpose (agreed_service_id, purpose_id)
  ON DELETE CASCADE;
"""
BACK = """
ALTER TABLE organisations_agreedchange DROP CONSTRAINT agreed_change_of_an_agreed_purpose;
ALTER TABLE organisations_agreedchange DROP CONSTRAINT agreed_change_of_its_service;
"""


class Migration(migrations.Migration):
    """Policies of the table (promise 2)."""

    dependencies = [("organisations", "0006_agreed_changes"), ("tenants", "0001_initial")]
    operations = [
        migrations.RunSQL(SAME, BACK),
        hold_apart("organisations_agreedchange"),
        only_reads("organisations_agreedchange", "app", "app_jobs"),
    ]
