"""A number a day though nothing happened: who receives it knows that all is well, and who does not, that it is not."""

from datetime import datetime

from django.db import connection

from portal.clock import swedish_day
from portal.hours.walltime import whole_days
from portal.organisations.models import Service
from portal.tenants.scope import acting_for
from subscriptions.kinds import Kind
from subscriptions.notifications import counting
from subscriptions.notifications.counting import Told

# Who has agreed on LEKA, has been given a number or has somebody to be told of, and has not been told today that all is
# well.
_SILENT = f"""
SELECT organisation_id FROM (
  SELECT organisation_id FROM notifications_counter
  UNION SELECT organisation_id FROM subscribing_subscription WHERE ended_at IS NULL) AS receiving
WHERE EXISTS (
  SELECT FROM organisations_agreement a JOIN organisations_agreedservice g ON g.agreement_id = a.id
  WHERE a.organisation_id = receiving.organisation_id AND a.period @> %(today)s AND g.service = '{Service.LEKA}')
AND NOT EXISTS (
  SELECT FROM notifications_notification n WHERE n.organisation_id = receiving.organisation_id
  AND n.kind = '{Kind.HEARTBEAT}' AND n.made_at >= %(since)s)
"""  # noqa: S608  # our own words
_STILL = f"{_SILENT} AND organisation_id = %(organisation)s"


def beat(at: datetime) -> int:
    """Give each organisation its sign of life of the Swedish day, once; return how many. Runs as app_jobs."""
    today = swedish_day(at)
    since = whole_days(today, today).start
    with connection.cursor() as cursor:
        cursor.execute(f"{_SILENT} ORDER BY 1", {"since": since, "today": today})
        organisations = [one for (one,) in cursor.fetchall()]
    return sum(_beat(one, since=since, at=at) for one in organisations)


def _beat(organisation: int, *, since: datetime, at: datetime) -> bool:
    with acting_for(organisation, durable=True):
        counting.lock(organisation)
        with connection.cursor() as cursor:
            cursor.execute(
                _STILL,
                {"since": since, "today": swedish_day(at), "organisation": organisation},
            )
            if cursor.fetchone() is None:  # somebody was quicker
                return False
        counting.make(organisation, [Told(subscription=None, kind=Kind.HEARTBEAT)], at=at)
    return True
