"""What is kept of admissions and refusals, and for how long: rows become sums in the statement that removes them.

Rows go in small batches, each committed by itself, so that admission never waits long.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection

ADMISSIONS = timedelta(days=1)  # the windows need two hours at most; the rest is for support
REFUSALS = timedelta(days=30)
USE = timedelta(days=92)  # ninety whole days, whatever the hour of the purge
TICKETS = timedelta(minutes=1)  # after a lease that the database's clock judges
BATCH = 5000

_MOVE = """
WITH gone AS (
  DELETE FROM {table} WHERE ctid = ANY(ARRAY(SELECT ctid FROM {table} WHERE {due} LIMIT {batch}))
  RETURNING organisation_id, lane_id, date_trunc('hour', at, 'UTC') AS hour, channel, client, version,
            {limit} AS bound_by
), summed AS (
  INSERT INTO quotas_use (organisation_id, lane_id, hour, channel, client, version, bound_by, questions)
  SELECT organisation_id, lane_id, hour, channel, client, version, bound_by, count(*) FROM gone
  GROUP BY 1, 2, 3, 4, 5, 6, 7
  ON CONFLICT (lane_id, hour, channel, client, version, bound_by)
    DO UPDATE SET questions = quotas_use.questions + excluded.questions
)
SELECT count(*) FROM gone
"""
MOVE_ADMISSIONS = _MOVE.format(
    table="quotas_admission", due="lane_id = %s AND seq <= %s", limit="''", batch=BATCH
)
MOVE_REFUSALS = _MOVE.format(
    table="quotas_refused", due="lane_id = %s AND at < %s", limit="bound_by", batch=BATCH
)
FORGET = """
DELETE FROM quotas_use WHERE ctid = ANY(ARRAY(SELECT ctid FROM quotas_use WHERE hour < %s LIMIT 5000))
"""
FORGET_TICKETS = "DELETE FROM quotas_ticket WHERE lease_until < %s"  # of pages that died


def sum_admissions(at: datetime) -> int:
    """Turn admissions that bind nobody any more into sums; return how many. For background work (`portal.purging`)."""
    moved = 0
    for lane in _lanes():
        (number,) = _row("SELECT quotas_let_go(%s, %s)", [lane, at - ADMISSIONS])
        moved += _moved(MOVE_ADMISSIONS, [lane, number])
    return moved


def sum_refusals(at: datetime) -> int:
    """Turn refusals that nobody will ask about into sums; return how many. For background work."""
    return sum(_moved(MOVE_REFUSALS, [lane, at - REFUSALS]) for lane in _lanes())


def forget_sums(at: datetime) -> int:
    """Remove the sums of hours longer ago than use is shown; return how many. For background work."""
    removed = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(FORGET, [at - USE])
            if not cursor.rowcount:
                return removed
            removed += cursor.rowcount


def forget_tickets(at: datetime) -> int:
    """Remove the tickets whose lease ended a minute ago; return how many. For background work."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET_TICKETS, [at - TICKETS])
        removed: int = cursor.rowcount
        return removed


def _lanes() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM quotas_lane ORDER BY id")
        return [lane for (lane,) in cursor.fetchall()]


def _moved(sql: str, told: list[Any]) -> int:
    moved = 0
    while True:
        (count,) = _row(sql, told)
        if not count:
            return moved
        moved += count


def _row(sql: str, told: list[Any]) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(sql, told)
        row: tuple[Any, ...] = cursor.fetchone()
    return row
