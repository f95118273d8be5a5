"""Counts calls of versions that have a successor: one upsert a call, after its answer is made.

In the setting of the organisation that the call was for. Its commit waits for no disk: a database that breaks down may
lose the counts of its last half second, and a call pays less. Kept for thirteen months: the year that a version has
left, and the month before.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from portal.api.calling import Call
from portal.clock import swedish_day
from portal.tenants.scope import acting_for
from portal.versions.models import Called

KEPT = timedelta(days=400)
_UPSERT = """
INSERT INTO versions_called AS c (organisation_id, party_id, client, api, major, day, calls, refused, last_at)
SELECT %(organisation)s, %(party)s, %(client)s, %(api)s, %(major)s, %(day)s, 1, %(refused)s, %(at)s
FROM set_config('synchronous_commit', 'off', true)
ON CONFLICT (organisation_id, client, api, major, day) DO UPDATE
SET calls = c.calls + 1, refused = c.refused + EXCLUDED.refused, last_at = greatest(c.last_at, EXCLUDED.last_at)
"""


def count(call: Call) -> None:
    """Add a call to its day. Raises DatabaseError."""
    told: dict[str, Any] = {
        "organisation": call.organisation,
        "party": call.party,
        "client": call.client,
        "api": call.version.api,
        "major": call.version.major,
        "day": swedish_day(call.at),
        "refused": int(call.refused),
        "at": call.at,
    }
    with acting_for(call.organisation), connection.cursor() as cursor:
        cursor.execute(_UPSERT, told)


def remove_due(at: datetime) -> int:
    """Remove what was counted more than thirteen months ago; return how many rows."""
    return Called.objects.filter(day__lt=swedish_day(at) - KEPT).delete()[0]
