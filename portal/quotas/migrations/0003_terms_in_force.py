"""The room's clock, and what it says of the terms: which hold, since when the windows are open, how long to wait."""

from django.db import migrations

SQL = """
-- The one clock of the room: the server's, never the asker's.
CREATE FUNCTION quotas_clock() RETURNS timestamptz LANGUAGE sql VOLATILE RETURN clock_timestamp();

-- What holds for a lane at a moment, and until when: a raise before the agreed figures before the usual ones (R17, R18).
CREATE FUNCTION quotas_in_force(p_organisation bigint, p_service text, p_at timestamptz,
    OUT agreed int[], OUT slots int, OUT pause interval, OUT known_until timestamptz) LANGUAGE sql STABLE AS $$
  WITH served AS (  -- agreements run by Swedish days
    SELECT s.id, lower(a.period)::timestamp AT TIME ZONE 'Europe/Stockholm' AS begins,
           coalesce(upper(a.period)::timestamp AT TIME ZONE 'Europe/Stockholm', 'infinity') AS ends
    FROM organisations_agreedservice s JOIN organisations_agreement a ON a.id = s.agreement_id
    WHERE s.organisation_id = p_organisation AND s.service = p_service
  ), entered AS (
    SELECT t.*, greatest(lower(t.period), s.begins) AS since,
           least(coalesce(upper(t.period), 'infinity'), s.ends) AS until
    FROM quotas_terms t JOIN served s ON s.id = t.agreed_service_id
  ), holds AS (
    SELECT ARRAY[per_second, per_minute, per_hour] AS agreed, concurrency AS slots,
           pause_ms * interval '1 millisecond' AS pause
    FROM entered WHERE since <= p_at AND p_at < until ORDER BY kind = 'raise' DESC LIMIT 1
  ), usual AS (
    SELECT CASE p_service WHEN 'massfraga' THEN '{2,120,7200}'::int[] ELSE '{1,60,3600}' END AS agreed,
           CASE p_service WHEN 'massfraga' THEN 5 ELSE 1 END AS slots, interval '300 milliseconds' AS pause
  )
  SELECT coalesce(h.agreed, u.agreed), coalesce(h.slots, u.slots), coalesce(h.pause, u.pause),
         least((SELECT min(since) FROM entered WHERE since > p_at), (SELECT min(until) FROM entered WHERE until > p_at),
               '9000-01-01 00:00+00')
  FROM usual u LEFT JOIN holds h ON true
$$;

-- When do the windows admit the next after number p_seq? When the one `agreed` steps back has left its window.
CREATE FUNCTION quotas_opens(p_lane bigint, p_seq bigint, p_pruned bigint, p_agreed int[], p_windows interval[],
    OUT opens_at timestamptz, OUT opens_by smallint) LANGUAGE plpgsql STABLE AS $$
DECLARE found_at timestamptz[];
BEGIN
  SELECT ARRAY[  -- three look-ups by key: unnest() would be planned anew at every call
    (SELECT a.at FROM quotas_admission a WHERE a.lane_id = p_lane AND a.seq = p_seq + 1 - p_agreed[1]),
    (SELECT a.at FROM quotas_admission a WHERE a.lane_id = p_lane AND a.seq = p_seq + 1 - p_agreed[2]),
    (SELECT a.at FROM quotas_admission a WHERE a.lane_id = p_lane AND a.seq = p_seq + 1 - p_agreed[3])] INTO found_at;
  opens_at := 'epoch'; opens_by := 1;
  FOR i IN 1 .. 3 LOOP
    IF found_at[i] IS NULL AND p_seq + 1 - p_agreed[i] > p_pruned THEN  -- it must be there: admit nobody
      RAISE EXCEPTION 'lane %: admission % is missing', p_lane, p_seq + 1 - p_agreed[i];
    ELSIF found_at[i] + p_windows[i] > opens_at THEN
      opens_at := found_at[i] + p_windows[i]; opens_by := i;
    END IF;
  END LOOP;
END $$;

-- The lane as it is with the terms of the moment; nothing is written.
CREATE FUNCTION quotas_renewed(l quotas_lane, p_at timestamptz) RETURNS quotas_lane LANGUAGE plpgsql STABLE AS $$
BEGIN
  SELECT f.agreed, f.slots, f.pause, f.known_until INTO l.agreed, l.slots, l.pause, l.known_until
    FROM quotas_in_force(l.organisation_id, l.service, p_at) f;
  SELECT o.opens_at, o.opens_by INTO l.opens_at, l.opens_by
    FROM quotas_opens(l.id, l.seq, l.pruned, l.agreed, l.windows) o;
  RETURN l;
END $$;

-- How long until a question can be let in, and what binds: 0 and NULL when now. While an answer is being made its end is
-- not known: wait_ms is the soonest that can succeed, at_most_ms the latest. Slots above the number agreed, held since
-- before it was lowered, are waited for.
CREATE FUNCTION quotas_wait(l quotas_lane, p_at timestamptz, OUT bound_by text, OUT wait_ms bigint, OUT at_most_ms bigint)
LANGUAGE plpgsql STABLE AS $$
DECLARE soonest timestamptz; latest timestamptz; held boolean; t timestamptz := greatest(p_at, l.last_at);
BEGIN
  SELECT greatest(CASE WHEN count(*) FILTER (WHERE c.n <= l.slots) = l.slots
                       THEN min(c.soon) FILTER (WHERE c.n <= l.slots) ELSE 'epoch' END,
                  max(c.soon) FILTER (WHERE c.n > l.slots AND c.holds)),
         greatest(CASE WHEN count(*) FILTER (WHERE c.n <= l.slots) = l.slots
                       THEN min(c.free_at) FILTER (WHERE c.n <= l.slots) ELSE 'epoch' END,
                  max(c.free_at) FILTER (WHERE c.n > l.slots AND c.holds)),
         coalesce(bool_and(c.holds) FILTER (WHERE c.n <= l.slots), false)
           OR coalesce(bool_or(c.holds) FILTER (WHERE c.n > l.slots), false)
    INTO soonest, latest, held
    FROM (SELECT s.n, s.free_at, s.busy AND s.free_at >= t AS holds,
                 least(s.free_at, CASE WHEN s.busy THEN t + s.pause END) AS soon
          FROM quotas_slot s WHERE s.lane_id = l.id) c;
  IF t > greatest(l.opens_at, latest) THEN
    wait_ms := 0; at_most_ms := 0;
    RETURN;
  END IF;
  bound_by := CASE WHEN l.opens_at >= soonest THEN (ARRAY['sekund', 'minut', 'timme'])[l.opens_by]
                   WHEN held THEN 'samtidiga' ELSE 'paus' END;
  wait_ms := greatest(floor(extract(epoch FROM greatest(l.opens_at, soonest) - p_at) * 1000) + 1, 1);
  at_most_ms := greatest(floor(extract(epoch FROM greatest(l.opens_at, latest) - p_at) * 1000) + 1, wait_ms);
END $$;
"""
BACK = """
DROP FUNCTION quotas_wait(quotas_lane, timestamptz);
DROP FUNCTION quotas_renewed(quotas_lane, timestamptz);
DROP FUNCTION quotas_opens(bigint, bigint, bigint, int[], interval[]);
DROP FUNCTION quotas_in_force(bigint, text, timestamptz);
DROP FUNCTION quotas_clock();
"""


class Migration(migrations.Migration):
    """What is read of a lane (promise 3)."""

    dependencies = [("quotas", "0002_rights")]
    operations = [migrations.RunSQL(SQL, BACK)]
