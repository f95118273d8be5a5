"""How long what was told is kept, and subscriptions after their end; the log keeps what was disclosed.

Notifications are removed from the lowest number on and no further than to the first that is to be kept, so that what is
left has no hole, and who reads from before it can be told where it begins.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction

_NOTIFICATIONS = """
WITH kept AS (
  SELECT n.organisation_id, min(n.number) AS number
  FROM notifications_notification n LEFT JOIN notifications_care c ON c.notification_id = n.id
  WHERE NOT COALESCE(GREATEST(n.acknowledged_at, c.handled_at) <= %(done)s, n.made_at <= %(waiting)s)
  GROUP BY n.organisation_id
), due AS (
  SELECT n.id, n.organisation_id, n.number
  FROM notifications_notification n LEFT JOIN kept k ON k.organisation_id = n.organisation_id
  WHERE k.number IS NULL OR n.number < k.number
), cared AS (
  DELETE FROM notifications_care c USING due WHERE c.notification_id = due.id
), noted AS (
  INSERT INTO delivery_purged (organisation_id, up_to, at)
  SELECT organisation_id, max(number), %(at)s FROM due GROUP BY organisation_id
  ON CONFLICT (organisation_id) DO UPDATE SET up_to = EXCLUDED.up_to, at = EXCLUDED.at
), removed AS (
  DELETE FROM notifications_notification n USING due WHERE n.id = due.id RETURNING n.id
)
SELECT count(*) FROM removed
"""
_SUBSCRIPTIONS = """
WITH due AS (
  SELECT s.id FROM subscribing_subscription s WHERE s.ended_at <= %(done)s
  AND NOT EXISTS (SELECT FROM notifications_notification n WHERE n.subscription_id = s.id)
), numbers AS (
  DELETE FROM subscribing_number n USING due WHERE n.subscription_id = due.id
), removed AS (
  DELETE FROM subscribing_subscription s USING due WHERE s.id = due.id RETURNING s.id
)
SELECT count(*) FROM removed
"""


def remove_notifications(at: datetime) -> int:
    """Remove notifications received or handled long ago, others after twice that; return how many. As app_jobs."""
    return _remove(_NOTIFICATIONS, at)


def remove_ended(at: datetime) -> int:
    """Remove subscriptions that ended long enough ago and have nothing left to tell; return how many. As app_jobs."""
    return _remove(_SUBSCRIPTIONS, at)


def _remove(statement: str, at: datetime) -> int:
    kept = timedelta(days=settings.LEKA_KEPT_DAYS)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, {"at": at, "done": at - kept, "waiting": at - 2 * kept})
        (count,) = cursor.fetchone() or (0,)
    return int(count)
