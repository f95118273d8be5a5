"""Whose rows they are and who may write them; a lane comes by itself with the agreed service, and looks at its terms anew."""

from django.db import migrations

from portal.tenants.policies import hold_apart

OWNED = ("terms", "lane", "slot", "admission", "refused", "use")

RIGHTS = """
ALTER TABLE quotas_terms ADD CONSTRAINT terms_of_their_service
  FOREIGN KEY (agreed_service_id, organisation_id) REFERENCES organisations_agreedservice (id, organisation_id);
ALTER TABLE quotas_lane SET (fillfactor = 40);  -- room for updates that touch no index
ALTER TABLE quotas_slot SET (fillfactor = 40);

REVOKE ALL ON quotas_terms, quotas_lane, quotas_slot, quotas_admission, quotas_refused, quotas_use
  FROM app, app_jobs, app_admin;
GRANT SELECT ON quotas_terms, quotas_lane, quotas_slot, quotas_admission, quotas_refused, quotas_use
  TO app, app_jobs, app_admin;
-- Who asks: counts, and copies the terms in force into the lane.
GRANT UPDATE (agreed, slots, pause, known_until, seq, last_at, opens_at, opens_by) ON quotas_lane TO app, app_jobs;
GRANT INSERT, UPDATE (seq, busy, since, pause, free_at) ON quotas_slot TO app, app_jobs;
GRANT INSERT ON quotas_admission, quotas_refused TO app, app_jobs;
-- Background work: turns old rows into sums.
GRANT UPDATE (pruned) ON quotas_lane TO app_jobs;
GRANT DELETE ON quotas_admission, quotas_refused TO app_jobs;
GRANT INSERT, UPDATE (questions), DELETE ON quotas_use TO app_jobs;
-- The administration: enters terms and ends them; what was entered stays.
GRANT INSERT, UPDATE (period) ON quotas_terms TO app_admin;
GRANT INSERT, UPDATE (known_until) ON quotas_lane TO app_admin;
GRANT UPDATE (busy, free_at) ON quotas_slot TO app_admin;
-- Support: raises for a time, and frees a slot that is stuck.
GRANT INSERT, UPDATE (period) ON quotas_terms TO app_support;
GRANT UPDATE (known_until) ON quotas_lane TO app_support;
GRANT UPDATE (busy, free_at) ON quotas_slot TO app_support;
-- What a lane may is read from its agreement.
CREATE POLICY support ON organisations_agreement FOR SELECT TO app_support USING (true);
CREATE POLICY support ON organisations_agreedservice FOR SELECT TO app_support USING (true);
GRANT SELECT ON organisations_agreement, organisations_agreedservice TO app_support;
CREATE POLICY support_raises ON quotas_terms FOR INSERT TO app_support WITH CHECK (kind = 'raise');
CREATE POLICY support_ends_raises ON quotas_terms FOR UPDATE TO app_support
  USING (kind = 'raise') WITH CHECK (kind = 'raise');
CREATE POLICY support_acts ON quotas_lane FOR UPDATE TO app_support USING (true);
CREATE POLICY support_frees ON quotas_slot FOR UPDATE TO app_support USING (true);
"""

LANES = """
-- Whatever decides a lane's figures changed: they are looked up anew at the next question, in this transaction's wake.
CREATE FUNCTION quotas_look_anew() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE owner bigint;
BEGIN
  owner := CASE TG_OP WHEN 'DELETE' THEN OLD.organisation_id ELSE NEW.organisation_id END;
  UPDATE quotas_lane SET known_until = 'epoch' WHERE organisation_id = owner;
  RETURN NULL;
END $$;
CREATE FUNCTION quotas_make_lane() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO quotas_lane (organisation_id, service) VALUES (NEW.organisation_id, NEW.service) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER make_lane AFTER INSERT ON organisations_agreedservice FOR EACH ROW EXECUTE FUNCTION quotas_make_lane();
CREATE TRIGGER look_anew AFTER INSERT OR UPDATE OR DELETE ON organisations_agreedservice
  FOR EACH ROW EXECUTE FUNCTION quotas_look_anew();
CREATE TRIGGER look_anew AFTER UPDATE OF period ON organisations_agreement
  FOR EACH ROW EXECUTE FUNCTION quotas_look_anew();
CREATE TRIGGER look_anew AFTER INSERT OR UPDATE OR DELETE ON quotas_terms
  FOR EACH ROW EXECUTE FUNCTION quotas_look_anew();
INSERT INTO quotas_lane (organisation_id, service)
  SELECT DISTINCT organisation_id, service FROM organisations_agreedservice ON CONFLICT DO NOTHING;
"""
BACK = """
DROP TRIGGER look_anew ON quotas_terms;
DROP TRIGGER look_anew ON organisations_agreement;
DROP TRIGGER look_anew ON organisations_agreedservice;
DROP TRIGGER make_lane ON organisations_agreedservice;
DROP FUNCTION quotas_make_lane();
DROP FUNCTION quotas_look_anew();
"""


class Migration(migrations.Migration):
    """Policies of the room (promise 2), and its lanes (promise 3)."""

    dependencies = [
        ("quotas", "0001_initial"),
        ("organisations", "0002_policies"),
        ("tenants", "0001_initial"),
    ]
    operations = [
        *[hold_apart(f"quotas_{table}", support_reads=True) for table in OWNED],
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
        migrations.RunSQL(LANES, BACK),
    ]
