"""Whose turn it is: the organisation that has waited longest, its query that has, that one's next part (R18).

Twenty rows do not wait behind a hundred thousand. Runs as app_jobs, for all organisations.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

# After which a part's rows are told as faults: one that always fails holds nobody up. Counted by each worker, since
# several may be given the same part at the same moment; one of them asks it.
TRIES = 5

_CANDIDATES = """
SELECT id FROM (
  SELECT q.id, q.served_at, q.sent_at,
         max(q.served_at) OVER (PARTITION BY q.organisation_id) AS organisation_served_at
  FROM mass_massquery q
  WHERE q.state IN ('i_ko', 'pagar') AND q.sent_at IS NOT NULL) waiting
ORDER BY organisation_served_at NULLS FIRST, served_at NULLS FIRST, sent_at LIMIT 50
"""
_PART = """
UPDATE mass_masspart SET tries = tries + 1 WHERE id = (
  SELECT id FROM mass_masspart WHERE query_id = %s AND NOT done ORDER BY place LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING id, organisation_id, tries
"""
# What comes under way anew (after a pause, or asked again) has its pace counted from there.
_SERVED = """
UPDATE mass_massquery q
SET served_at = clock_timestamp(), state = 'pagar', started_at = coalesce(started_at, %(at)s),
    paced_from = CASE state WHEN 'pagar' THEN paced_from ELSE %(at)s END,
    paced_done = CASE state WHEN 'pagar' THEN paced_done ELSE (
      SELECT coalesce(sum(p.answered + p.unanswered), 0) FROM mass_masspart p WHERE p.query_id = q.id) END
WHERE id = %(query)s AND state IN ('i_ko', 'pagar')
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A part to ask; `given_up`: it has failed too often."""

    part: int
    query: UUID
    organisation: int
    given_up: bool


def give_back(turn: Turn) -> None:
    """Take back a try that says nothing of the part: the database had no room."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE mass_masspart SET tries = tries - 1 WHERE id = %s", [turn.part])


def take(*, at: datetime) -> Turn | None:
    """Return the next part, its try counted and committed: who dies now has still tried. None: nothing to do."""
    most = TRIES * settings.MASS_WORKERS
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_CANDIDATES)
        for (query,) in cursor.fetchall():
            cursor.execute(_PART, [query])
            row = cursor.fetchone()
            if row is None:
                continue
            cursor.execute(_SERVED, {"at": at, "query": query})
            if cursor.rowcount == 0:  # cancelled or paused meanwhile
                continue
            part, organisation, tries = row
            return Turn(part=part, query=query, organisation=organisation, given_up=tries > most)
    return None
