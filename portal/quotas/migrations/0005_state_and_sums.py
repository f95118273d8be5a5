"""What a lane has left, and how old admissions become sums without being counted twice."""

from django.db import migrations

SQL = """
-- How many admissions a window still holds: at most the figure. Stamps rise with numbers, so the edge is halved to.
CREATE FUNCTION quotas_used(l quotas_lane, p_figure int, p_window interval, p_at timestamptz) RETURNS int
LANGUAGE plpgsql STABLE AS $$
DECLARE low bigint := greatest(l.pruned, l.seq - p_figure); high bigint := l.seq; middle bigint; gone boolean;
BEGIN
  WHILE low < high LOOP
    middle := (low + high + 1) / 2;
    SELECT a.at < p_at - p_window INTO gone FROM quotas_admission a WHERE a.lane_id = l.id AND a.seq = middle;
    IF gone THEN low := middle; ELSE high := middle - 1; END IF;
  END LOOP;
  RETURN l.seq - low;
END $$;

-- A lane as it is at this moment; nothing is written and nothing locked. No row: there is no lane.
CREATE FUNCTION quotas_state(p_organisation bigint, p_service text)
RETURNS TABLE (lane bigint, at timestamptz, agreed int[], slots smallint, pause interval, used int[], held int,
               bound_by text, wait_ms bigint, at_most_ms bigint)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE l quotas_lane; clock timestamptz; t timestamptz; before text := quotas_act_for(p_organisation);
BEGIN
  SELECT * INTO l FROM quotas_lane x WHERE x.organisation_id = p_organisation AND x.service = p_service;
  IF NOT FOUND THEN
    PERFORM set_config('app.organisation', before, true);
    RETURN;
  END IF;
  clock := quotas_clock();
  IF clock >= l.known_until THEN l := quotas_renewed(l, clock); END IF;
  t := greatest(clock, l.last_at);
  RETURN QUERY SELECT l.id, clock, l.agreed, l.slots, l.pause,
    ARRAY[quotas_used(l, l.agreed[1], l.windows[1], t), quotas_used(l, l.agreed[2], l.windows[2], t),
          quotas_used(l, l.agreed[3], l.windows[3], t)],
    (SELECT count(*)::int FROM quotas_slot s WHERE s.lane_id = l.id AND s.busy AND s.free_at - s.pause >= t),
    w.bound_by, w.wait_ms, w.at_most_ms
    FROM quotas_wait(l, clock) w;
  PERFORM set_config('app.organisation', before, true);
END $$;

-- Marks what binds nobody any more (the lane's row is locked for a moment); it is deleted afterwards in any order.
-- Never nearer the lane's own last admission than two of its longest windows, whatever clock the caller has.
CREATE FUNCTION quotas_let_go(p_lane bigint, p_before timestamptz) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE l quotas_lane; low bigint; high bigint; middle bigint; older boolean;
BEGIN
  SELECT * INTO STRICT l FROM quotas_lane WHERE id = p_lane;
  p_before := least(p_before, l.last_at - 2 * l.windows[3]);
  low := l.pruned; high := l.seq;
  WHILE low < high LOOP
    middle := (low + high + 1) / 2;
    SELECT a.at < p_before INTO older FROM quotas_admission a WHERE a.lane_id = p_lane AND a.seq = middle;
    IF older THEN low := middle; ELSE high := middle - 1; END IF;
  END LOOP;
  IF low > l.pruned THEN UPDATE quotas_lane SET pruned = low WHERE id = p_lane AND pruned < low; END IF;
  RETURN low;
END $$;
"""
BACK = """
DROP FUNCTION quotas_let_go(bigint, timestamptz);
DROP FUNCTION quotas_state(bigint, text);
DROP FUNCTION quotas_used(quotas_lane, int, interval, timestamptz);
"""


class Migration(migrations.Migration):
    """Reads and purge of the room."""

    dependencies = [("quotas", "0004_admission")]
    operations = [migrations.RunSQL(SQL, BACK)]
