"""Exact admission: one call admits, one ends, and a refusal is a read without a lock (R17, R18; promise 3)."""

from django.db import migrations

# The function's own SET ends with it; synchronous_commit is set inside, to reach the commit: a crash of the server loses
# at most the count of the last half second, and an answer's own log row flushes it.
SQL = """
-- Whom the call acts for, as acting_for() says it; what was said before is given back, since a test is one transaction.
CREATE FUNCTION quotas_act_for(p_organisation bigint) RETURNS text LANGUAGE plpgsql AS $$
DECLARE before text := coalesce(current_setting('app.organisation', true), '');
BEGIN
  PERFORM set_config('app.organisation', p_organisation::text, true);
  RETURN before;
END $$;

-- Terms have begun or ended: written under the lane's lock.
CREATE FUNCTION quotas_renew(l quotas_lane, p_at timestamptz) RETURNS quotas_lane LANGUAGE plpgsql AS $$
BEGIN
  l := quotas_renewed(l, p_at);
  UPDATE quotas_lane SET agreed = l.agreed, slots = l.slots, pause = l.pause, known_until = l.known_until,
    opens_at = l.opens_at, opens_by = l.opens_by WHERE id = l.id;
  INSERT INTO quotas_slot (organisation_id, lane_id, n)
    SELECT l.organisation_id, l.id, generate_series(1, l.slots) ON CONFLICT DO NOTHING;
  RETURN l;
END $$;

-- Admitted: seq is set. Refused: bound_by is, and nothing was written. Anything else is an error, and nobody is let in.
CREATE FUNCTION quotas_admit(p_organisation bigint, p_service text, p_lease interval,
    p_channel text, p_client text, p_version text, p_request uuid,
    OUT lane bigint, OUT seq bigint, OUT slot smallint, OUT at timestamptz, OUT bound_by text, OUT wait_ms bigint,
    OUT agreed int[], OUT slots smallint, OUT pause interval)
LANGUAGE plpgsql SET lock_timeout = '1s' AS $$
#variable_conflict use_column
DECLARE l quotas_lane; opens record; t timestamptz; clock timestamptz; before text := quotas_act_for(p_organisation);
BEGIN
  PERFORM set_config('synchronous_commit', 'off', true);
  SELECT * INTO l FROM quotas_lane x WHERE x.organisation_id = p_organisation AND x.service = p_service;
  IF NOT FOUND THEN RAISE EXCEPTION 'organisation % has no lane for %', p_organisation, p_service; END IF;
  clock := quotas_clock();
  IF clock >= l.known_until OR (clock > l.opens_at AND EXISTS (
       SELECT FROM quotas_slot c WHERE c.lane_id = l.id AND c.n <= l.slots AND c.free_at < clock)) THEN
    SELECT * INTO l FROM quotas_lane x WHERE x.id = l.id FOR NO KEY UPDATE;
    clock := quotas_clock();  -- only now: the lock may have been waited for
    IF clock >= l.known_until THEN l := quotas_renew(l, clock); END IF;
    t := greatest(clock, l.last_at);  -- a clock that goes back closes, never opens
    IF t > l.opens_at THEN
      UPDATE quotas_slot x SET seq = l.seq + 1, busy = true, since = t, pause = l.pause, free_at = t + p_lease + l.pause
       WHERE x.lane_id = l.id AND x.n = (
         SELECT c.n FROM quotas_slot c WHERE c.lane_id = l.id AND c.n <= l.slots AND c.free_at < t
            AND NOT EXISTS (SELECT FROM quotas_slot h
                            WHERE h.lane_id = l.id AND h.n > l.slots AND h.busy AND h.free_at >= t)
          ORDER BY c.free_at LIMIT 1 FOR UPDATE SKIP LOCKED)  -- one that is being ended still has its pause ahead
      RETURNING x.n INTO slot;
      IF FOUND THEN
        lane := l.id; seq := l.seq + 1; at := t;
        INSERT INTO quotas_admission (lane_id, seq, at, organisation_id, channel, client, version, request_id)
          VALUES (l.id, l.seq + 1, t, p_organisation, p_channel, p_client, p_version, p_request);
        opens := quotas_opens(l.id, l.seq + 1, l.pruned, l.agreed, l.windows);
        UPDATE quotas_lane SET seq = l.seq + 1, last_at = t, opens_at = opens.opens_at, opens_by = opens.opens_by
          WHERE id = l.id;
        PERFORM set_config('app.organisation', before, true);
        RETURN;
      END IF;
    END IF;
  END IF;
  lane := l.id; agreed := l.agreed; slots := l.slots; pause := l.pause;
  SELECT w.bound_by, w.wait_ms INTO bound_by, wait_ms FROM quotas_wait(l, clock) w;
  IF bound_by IS NULL THEN  -- the only free slot was being ended at this moment: its pause lies ahead
    bound_by := 'paus'; wait_ms := greatest(floor(extract(epoch FROM l.pause) * 1000) + 1, 1);
  END IF;
  PERFORM set_config('app.organisation', before, true);
END $$;

-- The end of an answer. NULL: the slot is another's by now, or was freed by hand; the answer must not leave.
CREATE FUNCTION quotas_ended(p_organisation bigint, p_lane bigint, p_slot smallint, p_seq bigint) RETURNS timestamptz
LANGUAGE plpgsql SET lock_timeout = '1s' AS $$
DECLARE ended timestamptz; before text := quotas_act_for(p_organisation);
BEGIN
  PERFORM set_config('synchronous_commit', 'off', true);
  UPDATE quotas_slot s SET busy = false, free_at = greatest(quotas_clock(), s.since) + s.pause
    WHERE s.lane_id = p_lane AND s.n = p_slot AND s.seq = p_seq AND s.busy RETURNING s.free_at - s.pause INTO ended;
  PERFORM set_config('app.organisation', before, true);
  RETURN ended;
END $$;

-- A refusal is written by a call of its own, after the admission's has let go of the lane.
CREATE FUNCTION quotas_refuse(p_organisation bigint, p_lane bigint, p_bound_by text, p_wait_ms bigint,
    p_channel text, p_client text, p_version text, p_request uuid) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE before text := quotas_act_for(p_organisation);
BEGIN
  PERFORM set_config('synchronous_commit', 'off', true);
  INSERT INTO quotas_refused (organisation_id, lane_id, at, bound_by, wait_ms, channel, client, version, request_id)
    VALUES (p_organisation, p_lane, quotas_clock(), p_bound_by, p_wait_ms, p_channel, p_client, p_version, p_request);
  PERFORM set_config('app.organisation', before, true);
END $$;
"""
BACK = """
DROP FUNCTION quotas_refuse(bigint, bigint, text, bigint, text, text, text, uuid);
DROP FUNCTION quotas_ended(bigint, bigint, smallint, bigint);
DROP FUNCTION quotas_admit(bigint, text, interval, text, text, text, uuid);
DROP FUNCTION quotas_renew(quotas_lane, timestamptz);
DROP FUNCTION quotas_act_for(bigint);
"""


class Migration(migrations.Migration):
    """Admission (promise 3)."""

    dependencies = [("quotas", "0003_terms_in_force")]
    operations = [migrations.RunSQL(SQL, BACK)]
