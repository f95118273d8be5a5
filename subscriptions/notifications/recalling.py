"""Recalls what was told of a load that is called back: each number once, to whom it was told, found by what is missing.

The word is committed before it is worked off. Who holds a counter then is waited for here; who takes it later finds the
word and tells nothing. So all is recalled when each counter has been held once after it.
"""

from datetime import datetime
from typing import Any

from django.db import connection

from lookups.answers.model import Protection
from lookups.registers import reads as registers
from portal.clock import swedish_day
from portal.tenants.scope import acting_for
from subscriptions.kinds import Kind
from subscriptions.notifications import counting, fanning
from subscriptions.notifications.making import MAKE
from subscriptions.notifications.models import Notification
from subscriptions.steering import reads as steering
from subscriptions.steering.models import Ruling

_PERSONS = """
SELECT DISTINCT s.person FROM notifications_notification n JOIN subscribing_subscription s ON s.id = n.subscription_id
WHERE n.batch_id = %s AND n.organisation_id = %s
"""
# Whatever the agreement says now and though the subscription has ended: it was told, and it was wrong. Of a person who
# has been protected since, no group is said again. No batch: two kinds of one group would be the same row (0018).
_RECALL = f"""
WITH missing AS (
  SELECT gen_random_uuid() AS public, row_number() OVER (ORDER BY n.number) AS step, n.number AS corrects,
    s.id, s.person, s.purpose, s."case", s."user_id", s.client, s.asker_name, ARRAY[b.extract] AS extracts,
    coalesce(d.law, '') AS law, coalesce(d.outcomes -> 0 ->> 0, '') AS klass,
    '{Kind.RECALL}' AS kind_told, NULL::bigint AS batch,
    n.kind = '{Kind.PROTECTION}' OR s.person = ANY (%(protected)s) AS covered,
    CASE WHEN s.person = ANY (%(protected)s) THEN '{{}}'::varchar[] ELSE n.groups END AS groups_told
  FROM notifications_notification n JOIN changes_batch b ON b.id = n.batch_id
  JOIN subscribing_subscription s ON s.id = n.subscription_id
  LEFT JOIN audit_disclosure d ON d.id = n.public AND d.organisation_id = n.organisation_id
  WHERE n.batch_id = %(batch)s AND n.organisation_id = %(organisation)s AND n.number NOT IN (
    SELECT r.corrects FROM notifications_notification r
    WHERE r.organisation_id = %(organisation)s AND r.kind = '{Kind.RECALL}' AND r.corrects IS NOT NULL)
), {MAKE}
"""  # noqa: S608  # our own words


def tell(at: datetime) -> int:
    """Tell all who were told of what is called back; return how many recalls were made. Runs as app_jobs."""
    return sum(_work_off(batch, at=at) for batch in steering.to_recall())


def _work_off(batch: int, *, at: datetime) -> int:
    told = Notification.objects.filter(batch_id=batch).values_list("organisation_id", flat=True)
    # Whom it concerns, too: somebody may be telling them at this moment.
    made = sum(_recall(batch, one, at=at) for one in sorted({*fanning.concerned(batch), *told}))
    Ruling.objects.filter(batch=batch, recalls_made_at=None).update(recalls_made_at=at)
    return made


def _recall(batch: int, organisation: int, *, at: datetime) -> int:
    with acting_for(organisation, durable=True):
        counting.lock(organisation)
        with connection.cursor() as cursor:
            cursor.execute(_PERSONS, [batch, organisation])
            numbers = [one for (one,) in cursor.fetchall()]
            known = registers.protections(numbers, at=at) if numbers else {}
            params: dict[str, Any] = {
                "batch": batch,
                "organisation": organisation,
                "at": at,
                "day": swedish_day(at),
                "protected": [n for n, one in known.items() if one is Protection.SET],
            }
            cursor.execute(_RECALL, params)
            (made,) = cursor.fetchone() or (0,)
    return int(made)
