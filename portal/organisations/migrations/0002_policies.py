"""Agreements are held apart and are the administration's alone to change; a service keeps its agreement's organisation."""

from django.db import migrations

from portal.tenants.policies import hold_apart, only_reads

SAME = """
ALTER TABLE organisations_agreedservice ADD CONSTRAINT agreed_service_of_its_agreement
  FOREIGN KEY (agreement_id, organisation_id) REFERENCES organisations_agreement (id, organisation_id);
ALTER TABLE organisations_agreedpurpose ADD CONSTRAINT agreed_purpose_of_its_service
  FOREIGN KEY (agreed_service_id, organisation_id) REFERENCES organisations_agreedservice (id, organisation_id);
"""
BACK = """
ALTER TABLE organisations_agreedpurpose DROP CONSTRAINT agreed_purpose_of_its_service;
ALTER TABLE organisations_agreedservice DROP CONSTRAINT agreed_service_of_its_agreement;
"""
OWNED = ("organisations_agreement", "organisations_agreedservice", "organisations_agreedpurpose")
KEPT = ("organisations_organisation", "organisations_purpose", "organisations_purposegroup", *OWNED)


class Migration(migrations.Migration):
    """Policies of the room (promise 2)."""

    dependencies = [("organisations", "0001_initial"), ("tenants", "0001_initial")]
    operations = [
        migrations.RunSQL(SAME, BACK),
        hold_apart("organisations_organisation", column="id"),
        *[hold_apart(table) for table in OWNED],
        *[only_reads(table, "app", "app_jobs") for table in KEPT],
    ]
