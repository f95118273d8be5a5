"""What a client's answers of a day came to, by the log: which outcomes occurred, never how often, of whom or what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

_TOLD = """
WITH told AS MATERIALIZED (
  SELECT purpose, coalesce(nullif(present, ''), person) AS person, outcomes FROM audit_disclosure
  WHERE organisation_id = %(organisation)s AND at >= %(since)s AND at < %(until)s
    AND client = %(client)s AND version = %(version)s AND kind = 'answer'
)
SELECT (SELECT count(*) FROM told), (SELECT count(DISTINCT person) FROM told),
       (SELECT coalesce(array_agg(DISTINCT purpose), '{}') FROM told),
       (SELECT coalesce(json_agg(DISTINCT jsonb_build_array(o->>0, o->>1, o->>2)), '[]')
        FROM told, jsonb_array_elements(told.outcomes) o)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurred:
    """How many answers about how many persons, for which purposes, and the results that occurred by class and group."""

    answers: int
    persons: int
    purposes: tuple[str, ...]
    results: Mapping[tuple[str, str], frozenset[str]]


def occurred(
    organisation: int, *, client: str, version: str, since: datetime, until: datetime
) -> Occurred:
    """Return what a client was answered by a version between two moments. The connection acts for the organisation."""
    told: dict[str, Any] = {
        "organisation": organisation,
        "client": client,
        "version": version,
        "since": since,
        "until": until,
    }
    with connection.cursor() as cursor:
        cursor.execute(_TOLD, told)
        answers, persons, purposes, rows = cursor.fetchone() or (0, 0, [], [])
    results: dict[tuple[str, str], set[str]] = {}
    for klass, group, result in rows:
        results.setdefault((klass, group), set()).add(result)
    return Occurred(
        answers=answers,
        persons=persons,
        purposes=tuple(sorted(purposes)),
        results={key: frozenset(found) for key, found in results.items()},
    )
