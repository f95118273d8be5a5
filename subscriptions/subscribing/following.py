"""Follows the person: other numbers that the register knows are the same person's, never those of the protected."""

from datetime import datetime

import msgspec
from django.db import connection

from lookups.registers import reads as registers

CHAIN = 5  # numbers one after another; more are followed at the next load
_FOLLOW = """
INSERT INTO subscribing_number (organisation_id, subscription_id, number)
SELECT DISTINCT n.organisation_id, n.subscription_id, t.other
FROM json_to_recordset(%s) AS t (number text, other text)
JOIN subscribing_number n ON n.number = t.number
JOIN subscribing_subscription s ON s.id = n.subscription_id AND (s.ended_at IS NULL OR s.ended_at > %s)
ON CONFLICT DO NOTHING
"""


def follow(*, since: datetime | None = None) -> int:
    """Let every subscription follow all numbers of its person; return how many came to it. Runs as app_jobs.

    Those that are active, and those that were after `since`: of what came by then they are still to be told.
    """
    ties = registers.sure_ties()
    both = [{"number": one, "other": other} for one, other in ties]
    both += [{"number": other, "other": one} for one, other in ties]
    told, found = msgspec.json.encode(both).decode(), 0
    for _ in range(CHAIN):
        with connection.cursor() as cursor:
            cursor.execute(_FOLLOW, [told, since])
            if not cursor.rowcount:
                break
            found += cursor.rowcount
    return found
