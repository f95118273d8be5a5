"""Pages that wait stand in line: whose turn it is, how long until it, and admission that holds to it.

`quotas_admit` is the one of 0004 with the line before it; while no page waits it reads and writes what it did.
"""

from importlib import import_module

from django.db import migrations

from portal.tenants.policies import hold_apart

RIGHTS = """
REVOKE ALL ON quotas_ticket FROM app, app_jobs, app_admin;
GRANT SELECT ON quotas_ticket TO app, app_jobs, app_admin;
GRANT INSERT, DELETE ON quotas_ticket TO app, app_jobs;
GRANT UPDATE (waited_until) ON quotas_lane TO app, app_jobs;
-- Support reads a lane's state, and not whose page waits.
CREATE POLICY support ON quotas_ticket FOR SELECT TO app_support USING (true);
GRANT SELECT (id, lane_id, lease_until) ON quotas_ticket TO app_support;
"""

TURNS = """
-- How many pages go before a ticket, or before who has none. A ticket that is gone, or whose lease ended, is NULL.
CREATE FUNCTION quotas_ahead(p_lane bigint, p_ticket bigint, p_at timestamptz) RETURNS int LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF p_ticket IS NOT NULL AND NOT EXISTS (SELECT FROM quotas_ticket x WHERE x.lane_id = p_lane AND x.id = p_ticket
                                          AND x.lease_until > p_at) THEN
    RETURN NULL;
  END IF;
  RETURN (SELECT count(*) FROM quotas_ticket x
          WHERE x.lane_id = p_lane AND x.lease_until > p_at AND (p_ticket IS NULL OR x.id < p_ticket));
END $$;

-- How long until a turn with so many before it, and what binds: each goes as soon as windows and slots let it, and its
-- answer takes no time, so that this is the soonest that can succeed. A turn that is anyone's any moment is 50 ms away.
CREATE FUNCTION quotas_turn(l quotas_lane, p_at timestamptz, p_ahead int, OUT bound_by text, OUT wait_ms bigint)
LANGUAGE plpgsql STABLE AS $$
DECLARE
  t timestamptz := greatest(p_at, l.last_at); soon timestamptz[]; holds boolean[]; stamps timestamptz[] := '{}';
  above timestamptz; opens_at timestamptz; opens_by int; left_at timestamptz; number bigint; place int;
BEGIN
  IF p_ahead = 0 THEN
    SELECT w.bound_by, w.wait_ms INTO bound_by, wait_ms FROM quotas_wait(l, p_at) w;
    RETURN;
  END IF;
  bound_by := 'sekund';
  SELECT array_agg(coalesce(least(s.free_at, CASE WHEN s.busy THEN t + s.pause END), 'epoch') ORDER BY g.n),
         array_agg(coalesce(s.busy AND s.free_at >= t, false) ORDER BY g.n)
    INTO soon, holds FROM generate_series(1, l.slots) g(n) LEFT JOIN quotas_slot s ON s.lane_id = l.id AND s.n = g.n;
  SELECT coalesce(max(least(s.free_at, t + s.pause)), 'epoch') INTO above
    FROM quotas_slot s WHERE s.lane_id = l.id AND s.n > l.slots AND s.busy AND s.free_at >= t;
  FOR turn IN 1 .. p_ahead + 1 LOOP
    opens_at := 'epoch'; opens_by := 1;
    FOR i IN 1 .. 3 LOOP
      number := l.seq + turn - l.agreed[i];  -- it must have left the window
      IF number > l.seq THEN
        left_at := stamps[number - l.seq] + l.windows[i];
      ELSE
        left_at := (SELECT a.at FROM quotas_admission a WHERE a.lane_id = l.id AND a.seq = number) + l.windows[i];
      END IF;
      IF left_at > opens_at THEN opens_at := left_at; opens_by := i; END IF;
    END LOOP;
    place := array_position(soon, (SELECT min(one) FROM unnest(soon) one));
    IF greatest(opens_at, soon[place], above) > t THEN
      bound_by := CASE WHEN opens_at >= greatest(soon[place], above)
                       THEN (ARRAY['sekund', 'minut', 'timme'])[opens_by]
                       WHEN holds[place] OR above > soon[place] THEN 'samtidiga' ELSE 'paus' END;
    END IF;
    t := greatest(t, opens_at, soon[place], above);
    stamps := stamps || t;
    soon[place] := t + l.pause; holds[place] := false;
  END LOOP;
  wait_ms := greatest(floor(extract(epoch FROM t - p_at) * 1000) + 1, 50);
END $$;

-- A refused page takes its place in the line, last, if its turn can come before it has waited too long. NULL: it cannot.
CREATE FUNCTION quotas_line_up(p_organisation bigint, p_lane bigint, p_member bigint, p_request uuid,
    p_patience interval, OUT ticket bigint, OUT wait_ms bigint)
LANGUAGE plpgsql SET lock_timeout = '1s' AS $$
DECLARE l quotas_lane; clock timestamptz; before text := quotas_act_for(p_organisation);
BEGIN
  PERFORM set_config('synchronous_commit', 'off', true);
  SELECT * INTO STRICT l FROM quotas_lane x WHERE x.id = p_lane FOR NO KEY UPDATE;
  clock := quotas_clock();
  IF clock >= l.known_until THEN l := quotas_renew(l, clock); END IF;
  DELETE FROM quotas_ticket x WHERE x.lane_id = l.id AND x.lease_until <= clock;  -- of pages that died
  SELECT w.wait_ms INTO wait_ms FROM quotas_turn(l, clock, quotas_ahead(l.id, NULL, clock)) w;
  IF wait_ms * interval '1 millisecond' <= p_patience THEN
    INSERT INTO quotas_ticket (organisation_id, lane_id, member, request_id, taken_at, lease_until)
      VALUES (p_organisation, l.id, p_member, p_request, clock, clock + p_patience) RETURNING id INTO ticket;
    UPDATE quotas_lane SET waited_until = greatest(waited_until, clock + p_patience) WHERE id = l.id;
  END IF;
  PERFORM set_config('app.organisation', before, true);
END $$;

-- Out of the line, with the turn: whoever was behind is one nearer.
CREATE FUNCTION quotas_leave(p_organisation bigint, p_ticket bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE before text := quotas_act_for(p_organisation);
BEGIN
  PERFORM set_config('synchronous_commit', 'off', true);
  DELETE FROM quotas_ticket x WHERE x.organisation_id = p_organisation AND x.id = p_ticket;
  PERFORM set_config('app.organisation', before, true);
END $$;

-- The member waits no more: its pages' tickets are gone, and none was let in meanwhile. False: there was none.
CREATE FUNCTION quotas_stop(p_organisation bigint, p_service text, p_member bigint) RETURNS boolean
LANGUAGE plpgsql SET lock_timeout = '1s' AS $$
DECLARE lane bigint; stopped boolean; before text := quotas_act_for(p_organisation);
BEGIN
  PERFORM set_config('synchronous_commit', 'off', true);
  SELECT x.id INTO lane FROM quotas_lane x
    WHERE x.organisation_id = p_organisation AND x.service = p_service FOR NO KEY UPDATE;
  DELETE FROM quotas_ticket x WHERE x.lane_id = lane AND x.member = p_member;
  stopped := FOUND;
  PERFORM set_config('app.organisation', before, true);
  RETURN stopped;
END $$;

-- How long until the turn of a member's page that waits; no row when none does.
CREATE FUNCTION quotas_waiting(p_organisation bigint, p_service text, p_member bigint)
RETURNS TABLE (wait_ms bigint) LANGUAGE plpgsql AS $$
DECLARE l quotas_lane; clock timestamptz; own bigint; before text := quotas_act_for(p_organisation);
BEGIN
  SELECT * INTO l FROM quotas_lane x WHERE x.organisation_id = p_organisation AND x.service = p_service;
  clock := quotas_clock();
  IF clock < l.waited_until THEN
    SELECT max(x.id) INTO own FROM quotas_ticket x
      WHERE x.lane_id = l.id AND x.member = p_member AND x.lease_until > clock;
    IF own IS NOT NULL THEN
      IF clock >= l.known_until THEN l := quotas_renewed(l, clock); END IF;
      RETURN QUERY SELECT w.wait_ms FROM quotas_turn(l, clock, quotas_ahead(l.id, own, clock)) w;
    END IF;
  END IF;
  PERFORM set_config('app.organisation', before, true);
END $$;
"""
TURNS_BACK = """
DROP FUNCTION quotas_waiting(bigint, text, bigint);
DROP FUNCTION quotas_stop(bigint, text, bigint);
DROP FUNCTION quotas_leave(bigint, bigint);
DROP FUNCTION quotas_line_up(bigint, bigint, bigint, uuid, interval);
DROP FUNCTION quotas_turn(quotas_lane, timestamptz, int);
DROP FUNCTION quotas_ahead(bigint, bigint, timestamptz);
"""

ADMIT = """
DROP FUNCTION quotas_admit(bigint, text, interval, text, text, text, uuid);
-- Admitted: seq is set. Refused: bound_by is, and nothing was written. Anything else is an error, and nobody is let in.
-- While pages wait, only the first of them is let in, with its ticket, which goes with the admission. `ahead` is how many
-- go before; NULL: the ticket is gone, and there is nothing more to wait for.
CREATE FUNCTION quotas_admit(p_organisation bigint, p_service text, p_lease interval,
    p_channel text, p_client text, p_version text, p_request uuid, p_ticket bigint DEFAULT NULL,
    OUT lane bigint, OUT seq bigint, OUT slot smallint, OUT at timestamptz, OUT bound_by text, OUT wait_ms bigint,
    OUT agreed int[], OUT slots smallint, OUT pause interval, OUT ahead int)
LANGUAGE plpgsql SET lock_timeout = '1s' AS $$
#variable_conflict use_column
DECLARE l quotas_lane; opens record; t timestamptz; clock timestamptz; before text := quotas_act_for(p_organisation);
BEGIN
  PERFORM set_config('synchronous_commit', 'off', true);
  SELECT * INTO l FROM quotas_lane x WHERE x.organisation_id = p_organisation AND x.service = p_service;
  IF NOT FOUND THEN RAISE EXCEPTION 'organisation % has no lane for %', p_organisation, p_service; END IF;
  clock := quotas_clock();
  ahead := CASE WHEN clock < l.waited_until OR p_ticket IS NOT NULL THEN quotas_ahead(l.id, p_ticket, clock) ELSE 0 END;
  IF clock >= l.known_until OR (ahead = 0 AND clock > l.opens_at AND EXISTS (
       SELECT FROM quotas_slot c WHERE c.lane_id = l.id AND c.n <= l.slots AND c.free_at < clock)) THEN
    SELECT * INTO l FROM quotas_lane x WHERE x.id = l.id FOR NO KEY UPDATE;
    clock := quotas_clock();  -- only now: the lock may have been waited for
    IF clock >= l.known_until THEN l := quotas_renew(l, clock); END IF;
    ahead := CASE WHEN clock < l.waited_until OR p_ticket IS NOT NULL
                  THEN quotas_ahead(l.id, p_ticket, clock) ELSE 0 END;
    t := greatest(clock, l.last_at);  -- a clock that goes back closes, never opens
    IF ahead = 0 AND t > l.opens_at THEN
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
        IF p_ticket IS NOT NULL THEN DELETE FROM quotas_ticket WHERE id = p_ticket; END IF;
        PERFORM set_config('app.organisation', before, true);
        RETURN;
      END IF;
    END IF;
  END IF;
  lane := l.id; agreed := l.agreed; slots := l.slots; pause := l.pause;
  IF ahead = 0 THEN
    SELECT w.bound_by, w.wait_ms INTO bound_by, wait_ms FROM quotas_wait(l, clock) w;
  ELSE  -- who lost its ticket is told what anybody is
    SELECT w.bound_by, w.wait_ms INTO bound_by, wait_ms
      FROM quotas_turn(l, clock, coalesce(ahead, quotas_ahead(l.id, NULL, clock))) w;
  END IF;
  IF bound_by IS NULL THEN  -- the only free slot was being ended at this moment: its pause lies ahead
    bound_by := 'paus'; wait_ms := greatest(floor(extract(epoch FROM l.pause) * 1000) + 1, 1);
  END IF;
  PERFORM set_config('app.organisation', before, true);
END $$;
"""

# The state that members, clients and support read: with pages in line, the wait is that of who comes now.
STATE = """
CREATE OR REPLACE FUNCTION quotas_state(p_organisation bigint, p_service text)
RETURNS TABLE (lane bigint, at timestamptz, agreed int[], slots smallint, pause interval, used int[], held int,
               bound_by text, wait_ms bigint, at_most_ms bigint)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  l quotas_lane; clock timestamptz; t timestamptz; ahead int := 0; before text := quotas_act_for(p_organisation);
BEGIN
  SELECT * INTO l FROM quotas_lane x WHERE x.organisation_id = p_organisation AND x.service = p_service;
  IF NOT FOUND THEN
    PERFORM set_config('app.organisation', before, true);
    RETURN;
  END IF;
  clock := quotas_clock();
  IF clock >= l.known_until THEN l := quotas_renewed(l, clock); END IF;
  IF clock < l.waited_until THEN ahead := quotas_ahead(l.id, NULL, clock); END IF;
  t := greatest(clock, l.last_at);
  RETURN QUERY SELECT l.id, clock, l.agreed, l.slots, l.pause,
    ARRAY[quotas_used(l, l.agreed[1], l.windows[1], t), quotas_used(l, l.agreed[2], l.windows[2], t),
          quotas_used(l, l.agreed[3], l.windows[3], t)],
    (SELECT count(*)::int FROM quotas_slot s WHERE s.lane_id = l.id AND s.busy AND s.free_at - s.pause >= t),
    x.bound_by, x.wait_ms, greatest(w.at_most_ms, x.wait_ms)
    FROM quotas_wait(l, clock) w, quotas_turn(l, clock, ahead) x;
  PERFORM set_config('app.organisation', before, true);
END $$;
"""


def _before(migration: str, first: str, last: str) -> str:
    """Return a piece of an earlier migration's SQL: what going back brings back."""
    sql: str = import_module(f"portal.quotas.migrations.{migration}").SQL
    return sql[sql.index(first) : sql.index(last)]


BACK = (
    _before("0005_state_and_sums", "CREATE FUNCTION quotas_state", "-- Marks what").replace(
        "CREATE", "CREATE OR REPLACE", 1
    )
    + "DROP FUNCTION quotas_admit(bigint, text, interval, text, text, text, uuid, bigint);"
    + _before("0004_admission", "-- Admitted:", "-- The end of an answer")
)


class Migration(migrations.Migration):
    """The line of pages that wait (promise 3)."""

    dependencies = [("quotas", "0006_tickets")]
    operations = [
        hold_apart("quotas_ticket"),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
        migrations.RunSQL(TURNS, TURNS_BACK),
        migrations.RunSQL(ADMIT + STATE, BACK),
    ]
