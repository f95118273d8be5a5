"""Tells that a subscription has ended, and why: found by what is missing, whoever ended it and whenever."""

from datetime import datetime, timedelta

from django.db import connection

from portal.tenants.scope import acting_for
from subscriptions.kinds import Kind
from subscriptions.notifications import counting
from subscriptions.notifications.counting import Told
from subscriptions.subscribing.models import End

# The least that what was told is kept: an end that is older may have been told and the notification removed since.
KEPT = timedelta(days=90)
# Whoever unregistered has been answered at once.
_UNTOLD = f"""
SELECT s.organisation_id, s.id, s.end_reason FROM subscribing_subscription s
WHERE s.ended_at IS NOT NULL AND s.end_reason <> '{End.UNREGISTERED}' AND s.ended_at > %(since)s AND NOT EXISTS (
  SELECT FROM notifications_notification n WHERE n.subscription_id = s.id AND n.kind = '{Kind.END}')
"""  # noqa: S608  # our own words
_OF = f"{_UNTOLD} AND s.organisation_id = %(organisation)s ORDER BY s.ended_at, s.id"


def tell(at: datetime) -> int:
    """Tell every organisation which of its subscriptions have ended; return how many. Runs as app_jobs."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT organisation_id FROM ({_UNTOLD}) AS untold ORDER BY 1",  # noqa: S608
            {"since": at - KEPT},
        )
        organisations = [one for (one,) in cursor.fetchall()]
    return sum(_tell(one, at=at) for one in organisations)


def _tell(organisation: int, *, at: datetime) -> int:
    with acting_for(organisation, durable=True):
        counting.lock(organisation)
        with connection.cursor() as cursor:
            cursor.execute(_OF, {"since": at - KEPT, "organisation": organisation})
            rows = [
                Told(
                    subscription=subscription,
                    kind=Kind.END,
                    reason="" if reason == End.UNTOLD else reason,
                )
                for _, subscription, reason in cursor.fetchall()
            ]
        counting.make(organisation, rows, at=at)
    return len(rows)
