"""Numbers without holes, in commit order: the counter's lock is held from before anything is read until the commit."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import msgspec
from django.db import connection

_LOCK = "SELECT FROM notifications_counter WHERE organisation_id = %s FOR NO KEY UPDATE"
_MAKE = """
WITH made AS (
  INSERT INTO notifications_notification
    (organisation_id, number, public, subscription_id, kind, groups, made_at, corrects, reason,
     "case")
  SELECT %(organisation)s, k.last + told.step, gen_random_uuid(), told.subscription, told.kind, told.groups, %(at)s,
    told.corrects, told.reason, coalesce(s."case", '')
  FROM json_to_recordset(%(rows)s) AS told
    (step bigint, subscription bigint, kind text, groups varchar[], corrects bigint, reason text)
    LEFT JOIN subscribing_subscription s ON s.id = told.subscription,
    notifications_counter k WHERE k.organisation_id = %(organisation)s
  RETURNING number
)
UPDATE notifications_counter SET last = (SELECT max(number) FROM made)
WHERE organisation_id = %(organisation)s AND EXISTS (SELECT FROM made)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A notification to be made that no change of an extract brings."""

    subscription: int | None
    kind: str
    groups: Sequence[str] = field(default=())
    corrects: int | None = None
    reason: str = ""


def lock(organisation: int) -> None:
    """Hold the organisation's counter until the transaction ends. What is to be numbered is read after this."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO notifications_counter (organisation_id, last) VALUES (%s, 0) ON CONFLICT DO NOTHING",
            [organisation],
        )
        cursor.execute(_LOCK, [organisation])


def make(organisation: int, rows: Sequence[Told], *, at: datetime) -> None:
    """Make the notifications, in their order; the counter is locked already."""
    told = [
        {
            "step": step,
            "subscription": one.subscription,
            "kind": str(one.kind),
            "groups": list(one.groups),
            "corrects": one.corrects,
            "reason": one.reason,
        }
        for step, one in enumerate(rows, start=1)
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            _MAKE,
            {"organisation": organisation, "at": at, "rows": msgspec.json.encode(told).decode()},
        )
