"""Gives what closed accounts left behind to a member: notifications that wait, mass queries, and the subscriptions.

The subscriptions go with them, so that what comes next does not lie with the closed account again.
"""

from datetime import datetime
from typing import Any

from django.db import connection

from lookups.mass import finished
from portal.access.askers import Asker, Role
from portal.access.errors import NoSuchRight
from portal.access.reads import closed_members
from portal.tenants.scope import acting_for
from subscriptions.kinds import Kind
from subscriptions.notifications.caring import colleague
from subscriptions.notifications.models import Handover

# One statement, so that who is responsible for a notification is read as it was before its subscription moved.
_HAND_OVER = f"""
WITH given AS (
  INSERT INTO notifications_care (notification_id, organisation_id, responsible_id, handled_by, note)
  SELECT n.id, n.organisation_id, %(to)s, '', ''
  FROM notifications_notification n
  JOIN subscribing_subscription s ON s.id = n.subscription_id
  LEFT JOIN notifications_care c ON c.notification_id = n.id
  WHERE n.organisation_id = %(organisation)s AND c.handled_at IS NULL
    AND COALESCE(c.responsible_id, s.responsible_id) = ANY (%(closed)s)
    AND NOT EXISTS (SELECT FROM notifications_notification r WHERE r.organisation_id = n.organisation_id
      AND r.kind = '{Kind.RECALL}' AND r.corrects = n.number)
  ORDER BY n.id
  ON CONFLICT (notification_id) DO UPDATE SET responsible_id = excluded.responsible_id
  RETURNING notification_id
), moved AS (
  UPDATE subscribing_subscription SET responsible_id = %(to)s
  WHERE organisation_id = %(organisation)s AND responsible_id = ANY (%(closed)s) AND ended_at IS NULL
  RETURNING id
)
SELECT (SELECT count(*) FROM given), (SELECT count(*) FROM moved)
"""  # noqa: S608  # our own words


def hold_to_leader(asker: Asker) -> None:
    """Refuse who is no local administrator. Raises NoSuchRight."""
    if Role.LOCAL_ADMINISTRATOR not in asker.roles:
        raise NoSuchRight


def hand_over(asker: Asker, *, to: int | None, at: datetime) -> Handover | None:
    """Give what closed accounts left to a member, and note it; None where there is nothing (any more).

    Raises NoSuchRight, and NoSuchColleague for who asks no questions for the organisation.
    """
    hold_to_leader(asker)
    with acting_for(asker.organisation):
        member = colleague(asker, to)
        closed = [one.user for one in closed_members(asker.organisation)]
        params: dict[str, Any] = {
            "to": member.user,
            "organisation": asker.organisation,
            "closed": closed,
        }
        with connection.cursor() as cursor:
            cursor.execute(_HAND_OVER, params)
            notifications, subscriptions = cursor.fetchone() or (0, 0)
        queries = finished.hand_over(asker, closed, to=member)
        if not (notifications or subscriptions or queries):
            return None
        return Handover.objects.create(
            organisation_id=asker.organisation,
            at=at,
            by=asker.name,
            to=member.name,
            notifications=notifications,
            queries=queries,
            subscriptions=subscriptions,
        )
