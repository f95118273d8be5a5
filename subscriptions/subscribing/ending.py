"""Subscriptions end by themselves: their day has passed, agreement or purpose no longer holds, the person has died.

Each reason is one statement over all organisations, so nobody is missed and a second run finds nothing left. That an
organisation is told of its ends is found by what is missing there (subscriptions.notifications).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection

from lookups.answers.model import Protection
from lookups.registers import reads as registers
from portal.clock import swedish_day
from portal.organisations.models import Service
from subscriptions.subscribing.models import End

_END = """
UPDATE subscribing_subscription s SET ended_at = greatest(%(at)s, s.created_at),
  end_reason = CASE WHEN s.person = ANY (%(protected)s::text[]) THEN %(untold)s ELSE %(reason)s END
WHERE s.ended_at IS NULL AND """
# Why a protected person's ends is not told: an agreement's end and a purpose's as little as a death, or silence would
# tell of the death (0031). Its own day is no secret.
_COVERED = (End.AGREEMENT, End.PURPOSE, End.DIED)
_PERSONS = """
SELECT DISTINCT s.person FROM subscribing_subscription s WHERE s.ended_at IS NULL AND """
_AGREED = """
SELECT FROM organisations_agreement a
JOIN organisations_agreedservice g ON g.agreement_id = a.id AND g.service = %(service)s
"""
# In this order: what is over of itself is told before what was taken away.
_REASONS: Mapping[str, str] = {
    End.DATE: "s.until < %(day)s",
    End.AGREEMENT: f"""NOT EXISTS ({_AGREED}
  WHERE a.organisation_id = s.organisation_id AND a.period @> %(day)s)""",
    End.PURPOSE: f"""NOT EXISTS ({_AGREED}
  JOIN organisations_agreedpurpose w ON w.agreed_service_id = g.id
  JOIN organisations_purpose p ON p.id = w.purpose_id AND p.code = s.purpose AND NOT p.consent
  JOIN organisations_purposelaw l
    ON l.purpose_id = p.id AND l.since <= %(day)s AND (l.until >= %(day)s OR l.until IS NULL)
  WHERE a.organisation_id = s.organisation_id AND a.period @> %(day)s)""",
    # The last that a load said of the death, so long ago; time runs from the registration where that came later.
    End.DIED: """s.created_at <= %(since)s AND EXISTS (
  SELECT FROM subscribing_number n WHERE n.subscription_id = s.id AND (
    SELECT c.kind IN ('new', 'changed', 'restored') AND b.loaded_at <= %(since)s
    FROM changes_change c JOIN changes_batch b ON b.id = c.batch_id
    WHERE c.person = n.number AND c.klass = 'avliden' ORDER BY b.id DESC, c.id DESC LIMIT 1))""",
}


def end_due(at: datetime) -> Mapping[str, int]:
    """End what is over, each with its reason; return how many of each reason. Runs as app_jobs."""
    told: dict[str, Any] = {
        "at": at,
        "day": swedish_day(at),
        "since": at - timedelta(days=settings.LEKA_DAYS_AFTER_DEATH),
        "service": Service.LEKA.value,
    }
    ended: dict[str, int] = {}
    for reason, over in _REASONS.items():
        with connection.cursor() as cursor:
            protected = _protected(cursor, over, told) if reason in _COVERED else []
            cursor.execute(
                _END + over, told | {"reason": reason, "protected": protected, "untold": End.UNTOLD}
            )
            ended[str(reason)] = cursor.rowcount
    return ended


def _protected(cursor: Any, over: str, told: Mapping[str, Any]) -> list[str]:
    """Return which of those whose subscriptions are over are protected now, as a change is judged."""
    cursor.execute(_PERSONS + over, told)
    numbers = [one for (one,) in cursor.fetchall()]
    known = registers.protections(numbers, at=told["at"]) if numbers else {}
    return [one for one, protection in known.items() if protection is Protection.SET]
