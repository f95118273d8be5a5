"""A client's own word of what it has received, beside its organisation's: neither moves the other."""

from datetime import datetime

from django.db import connection

from portal.access.askers import Asker
from portal.tenants.scope import acting_for

# Never past the last number that was given: what comes later has not been received. Never back.
_RECEIVE = """
INSERT INTO delivery_received (organisation_id, client, up_to, at)
SELECT %(organisation)s, %(client)s, LEAST(%(up_to)s, k.last), %(at)s
FROM notifications_counter k WHERE k.organisation_id = %(organisation)s AND k.last > 0
ON CONFLICT (organisation_id, client) DO UPDATE SET up_to = EXCLUDED.up_to, at = EXCLUDED.at
WHERE delivery_received.up_to < EXCLUDED.up_to
"""


def receive(asker: Asker, *, up_to: int, at: datetime) -> None:
    """Note that a client has received what its organisation was told, up to and with a number. Again is the same."""
    with acting_for(asker.organisation), connection.cursor() as cursor:
        cursor.execute(
            _RECEIVE,
            {
                "organisation": asker.organisation,
                "client": asker.client,
                "up_to": up_to,
                "at": at,
            },
        )
