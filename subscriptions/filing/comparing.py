"""Holds an organisation's own list against its active subscriptions: what one has and the other has not. Reads alone.

A row without a case stands for its person, whatever the case.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from subscriptions.filing.model import FiledRow

_OURS = """
SELECT s.public, s."case", array_agg(n.number) FROM subscribing_subscription s
JOIN subscribing_number n ON n.subscription_id = s.id
WHERE s.organisation_id = %s AND s.ended_at IS NULL AND (%s = '' OR s.purpose = %s)
GROUP BY s.id ORDER BY s."case", s.id
"""
_UNKNOWN = """
SELECT one FROM unnest(%s::uuid[]) WITH ORDINALITY AS told (one, place)
WHERE NOT EXISTS (SELECT FROM subscribing_subscription s
  WHERE s.organisation_id = %s AND s.public = one AND s.ended_at IS NULL)
ORDER BY place
"""
_UNTOLD = """
SELECT s.public FROM subscribing_subscription s
WHERE s.organisation_id = %s AND s.ended_at IS NULL AND s.public <> ALL (%s::uuid[])
ORDER BY s.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """An active subscription: its id, its case, and every number that it follows."""

    id: UUID
    case: str
    numbers: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Rows of the list without a subscription, and subscriptions without a row; both in order."""

    not_here: Sequence[FiledRow]
    not_there: Sequence[Ours]


def ours(organisation: int, *, purpose: str = "") -> Sequence[Ours]:
    """Return the active subscriptions for a purpose, "" for all; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_OURS, [organisation, purpose, purpose])
        return [
            Ours(id=public, case=case, numbers=frozenset(numbers))
            for public, case, numbers in cursor.fetchall()
        ]


def difference(rows: Iterable[FiledRow], subscriptions: Collection[Ours]) -> Difference:
    """Return what stands on one side alone. Pure."""
    keys = {(number, one.case) for one in subscriptions for number in one.numbers}
    persons = {number for number, _ in keys}
    listed: set[tuple[str, str]] = set()
    whole: set[str] = set()  # persons with a row that names no case
    not_here = []
    for row in rows:
        if row.case:
            listed.add((row.number, row.case))
        else:
            whole.add(row.number)
        if (row.number, row.case) not in keys and (row.case or row.number not in persons):
            not_here.append(row)
    not_there = [
        one
        for one in subscriptions
        if not any(number in whole or (number, one.case) in listed for number in one.numbers)
    ]
    return Difference(not_here=not_here, not_there=not_there)


def by_id(organisation: int, ids: Sequence[UUID]) -> tuple[Sequence[UUID], Sequence[UUID]]:
    """Return which of a client's ids are no active subscriptions here, and which active ones it did not name."""
    told = list(dict.fromkeys(ids))
    with connection.cursor() as cursor:
        cursor.execute(_UNKNOWN, [told, organisation])
        unknown = [one for (one,) in cursor.fetchall()]
        cursor.execute(_UNTOLD, [organisation, told])
        return unknown, [one for (one,) in cursor.fetchall()]
