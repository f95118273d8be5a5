"""Changes element by element: what says again what it said before is a correction, for thirty days."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from lookups.answers.difference import Became
from lookups.answers.model import Agency
from lookups.changes.models import Batch

KEPT = timedelta(days=30)
AT_ONCE = 5_000  # elements of a statement

_BECAME = """
SELECT * FROM unnest(%(persons)s::text[], %(classes)s::text[], %(groups)s::text[], %(kinds)s::text[],
  %(was)s::bytea[], %(befores)s::bytea[], %(elements)s::bytea[], %(afters)s::bytea[])
  AS became (person, klass, "group", kind, was, before, element, after)
"""
# The last batch that changed an element, and whether it said before that what it says now. A date of death that is put
# right after longer than that is one of the person's facts like others.
_WRITE = f"""
WITH became AS ({_BECAME}), known AS (
  SELECT b.*, last.batch, last.batch IS NOT NULL AND EXISTS (
    SELECT FROM changes_replaced r WHERE r.person = b.person AND r.element = b.element
      AND r.batch_id = last.batch AND r.said = b.after) AS again
  FROM became b LEFT JOIN LATERAL (
    SELECT max(r.batch_id) AS batch FROM changes_replaced r
    WHERE r.person = b.person AND r.element = b.element AND r.batch_id = ANY (%(lately)s)
  ) last ON true
)
INSERT INTO changes_change (batch_id, person, klass, "group", kind, restores)
SELECT DISTINCT %(batch)s::bigint, person,
  CASE WHEN late THEN 'ovrigInformation' ELSE klass END, CASE WHEN late THEN 'FK:GEPI' ELSE "group" END,
  CASE WHEN late THEN 'changed' WHEN again AND klass <> 'avliden' THEN 'restored' ELSE kind END,
  CASE WHEN again OR klass = 'avliden' AND kind <> 'new' THEN batch END
FROM (SELECT k.*, klass = 'avliden' AND kind <> 'new' AND batch IS NULL AS late FROM known k) told
"""  # noqa: S608  # our own words
_KEEP = f"""
INSERT INTO changes_replaced (batch_id, person, element, said)
SELECT %(batch)s, person, was, before FROM ({_BECAME}) AS became WHERE was IS NOT NULL
"""  # noqa: S608  # our own words


def write(batch: Batch, became: Iterable[tuple[str, Iterable[Became]]]) -> int:
    """Write what became of persons' elements, some thousand at a time; return how many changes that were."""
    since = batch.loaded_at - KEPT
    lately = list(
        Batch.objects.filter(loaded_at__gt=since, pk__lt=batch.pk).values_list("pk", flat=True)
    )
    count, waiting = 0, list[tuple[str, Became]]()
    for person, ones in became:
        waiting += ((person, one) for one in ones)
        if len(waiting) >= AT_ONCE:
            count += _write(batch, waiting, lately)
            waiting = []
    return count + _write(batch, waiting, lately)


def forget(at: datetime) -> int:
    """Remove what was before changes that can no longer be told as put right; return how many. Runs as app_jobs."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM changes_replaced r USING changes_batch b "
            "WHERE b.id = r.batch_id AND b.loaded_at <= %s",
            [at - KEPT],
        )
        return int(cursor.rowcount)


def renumber(agency: Agency, moved: Sequence[tuple[str, str]]) -> None:
    """Move what was before changes of an agency from former numbers to present ones."""
    told = [[former for former, _ in moved], [present for _, present in moved], agency.value]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE changes_replaced r SET person = m.present "
            "FROM unnest(%s::text[], %s::text[]) AS m (former, present), changes_batch b "
            "WHERE r.person = m.former AND b.id = r.batch_id AND b.agency = %s",
            told,
        )


def _write(batch: Batch, chunk: list[tuple[str, Became]], lately: list[int]) -> int:
    if not chunk:
        return 0
    params: dict[str, Any] = {
        "batch": batch.pk,
        "lately": lately,
        "persons": [person for person, _ in chunk],
        "classes": [str(one.key[0]) for _, one in chunk],
        "groups": [one.key[1] for _, one in chunk],
        "kinds": [one.kind for _, one in chunk],
        "was": [one.before and one.before.element for _, one in chunk],
        "befores": [one.before and one.before.digest for _, one in chunk],
        "elements": [one.after and one.after.element for _, one in chunk],
        "afters": [one.after and one.after.digest for _, one in chunk],
    }
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, params)
        count = int(cursor.rowcount)
        cursor.execute(_KEEP, params)
    return count
