"""Subscriptions are their organisation's alone (promise 2); whom one is on never changes, and one that ended stays so."""

from django.db import migrations

from portal.tenants.policies import closed_to, hold_apart

TABLES = ("subscribing_subscription", "subscribing_number")
CHANGING = (
    '"case", until, groups, kinds, responsible_id, changed_at, acted_at, ended_at, end_reason'
)
# Person, purpose and id are given once: what was told of a subscription is never another's.
NARROW = f"""
REVOKE UPDATE, DELETE ON subscribing_subscription, subscribing_number FROM app, app_jobs;
GRANT UPDATE ({CHANGING}) ON subscribing_subscription TO app, app_jobs;
"""
WIDE = "GRANT UPDATE, DELETE ON subscribing_subscription, subscribing_number TO app, app_jobs"
ENDED = """
CREATE FUNCTION subscription_stays_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a subscription that has ended never begins again' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER stays_ended BEFORE UPDATE OF ended_at, end_reason, until, "case" ON subscribing_subscription
  FOR EACH ROW WHEN (OLD.ended_at IS NOT NULL AND
    (OLD.ended_at, OLD.end_reason, OLD.until, OLD."case") IS DISTINCT FROM
    (NEW.ended_at, NEW.end_reason, NEW.until, NEW."case"))
  EXECUTE FUNCTION subscription_stays_ended();
"""
NOT_ENDED = """
DROP TRIGGER stays_ended ON subscribing_subscription;
DROP FUNCTION subscription_stays_ended();
"""


class Migration(migrations.Migration):
    """Policies, rights and what the database itself holds."""

    dependencies = [("subscribing", "0001_initial"), ("tenants", "0001_initial")]
    operations = [
        *[hold_apart(table) for table in TABLES],
        *[closed_to(table, "app_admin") for table in TABLES],
        migrations.RunSQL(NARROW, WIDE),
        migrations.RunSQL(ENDED, NOT_ENDED),
    ]
