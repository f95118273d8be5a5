"""Carries orders out: a notification for each active subscription of which something has changed since, judged as now.

Each order is one transaction under its organisation's counter, with the row that says that it is done: whoever dies in
it has sent nobody anything, and whoever comes second finds it done.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from lookups.answers.model import Protection
from lookups.registers import reads as registers
from portal.clock import swedish_day
from portal.hours.walltime import whole_days
from portal.tenants.scope import acting_for
from subscriptions.kinds import PROTECTION, Kind
from subscriptions.notifications import counting, fanning, judging
from subscriptions.notifications.judging import ALLOWED, KNOWN, ROW, WANTED
from subscriptions.notifications.making import MAKE
from subscriptions.notifications.models import Counter
from subscriptions.resending.models import Order
from subscriptions.steering import reads as steering
from subscriptions.steering.models import State

_OF = """
FROM subscribing_subscription s JOIN subscribing_number n ON n.subscription_id = s.id
JOIN changes_change c ON c.person = n.number JOIN changes_batch b ON b.id = c.batch_id
"""
# What an active subscription was told of, or is about to be, but for what waits for a word or was called back.
_SINCE = f"""
s.organisation_id = %(organisation)s AND (%(subscription)s::uuid IS NULL OR s.public = %(subscription)s)
AND s.ended_at IS NULL AND s.until >= %(day)s AND b.came_at >= %(since)s AND s.created_at <= b.came_at
AND NOT EXISTS (SELECT FROM steering_ruling r WHERE r.batch_id = b.id AND r.state <> '{State.RELEASED}')
AND (NOT b.held OR EXISTS (SELECT FROM steering_ruling r WHERE r.batch_id = b.id))
"""  # noqa: S608  # our own words
_PERSONS = f"SELECT DISTINCT n.number {_OF} WHERE {_SINCE}"
# No batch: it is of many. Of a person who is protected now no group is said, whatever has changed.
_AGAIN = f"""
WITH {KNOWN}, concerned AS (
  SELECT {ROW}, c.person = ANY (%(protected)s) AS closed {_OF}
  JOIN told t ON t.klass = c.klass AND t.change = c.kind WHERE {_SINCE}
), owed AS (
  SELECT c.*, a.law FROM concerned c JOIN {ALLOWED}
  WHERE NOT ARRAY[c.kind, CASE WHEN covered THEN '{Kind.PROTECTION}' ELSE c.kind END]::varchar[]
    && %(stopped)s::varchar[] AND {WANTED}
), missing AS (
  SELECT o.id, o.person, o.purpose, o."case", o."user_id", o.client, o.asker_name, min(o.law) AS law,
    gen_random_uuid() AS public, row_number() OVER (ORDER BY o.id) AS step, NULL::bigint AS batch,
    NULL::bigint AS corrects, '{Kind.AGAIN}' AS kind_told, bool_or(o.covered) AS covered,
    array_agg(DISTINCT o.extract) AS extracts,
    CASE WHEN bool_or(o.closed) THEN '{PROTECTION}'
      ELSE string_agg(DISTINCT o.klass, ' ' ORDER BY o.klass) END AS klass,
    CASE WHEN bool_or(o.closed) THEN '{{}}'::varchar[] ELSE coalesce(
      array_agg(DISTINCT o."group" ORDER BY o."group") FILTER (WHERE o."group" <> ''), '{{}}')::varchar[]
    END AS groups_told
  FROM owed o GROUP BY o.id, o.person, o.purpose, o."case", o."user_id", o.client, o.asker_name
), {MAKE}
"""  # noqa: S608  # our own words


def carry_out(at: datetime) -> int:
    """Carry out all orders that wait, oldest first; return how many notifications were made. Runs as app_jobs."""
    waiting = Order.objects.filter(done_at=None).order_by("at", "pk")
    rows = list(waiting.values_list("organisation_id", "pk"))
    return sum(send_again(organisation, order, at=at) for organisation, order in rows)


def send_again(organisation: int, order: UUID, *, at: datetime) -> int:
    """Carry one order out, and commit; return how many notifications that were, 0 where it was done already."""
    with acting_for(organisation, durable=True):
        counting.lock(organisation)
        row = Order.objects.filter(pk=order, done_at=None).first()
        if row is None:
            return 0
        last = Counter.objects.get(pk=organisation).last
        made = _make(row, at=at)
        row.done_at, row.made, row.first = at, made, last + 1 if made else None
        row.save(update_fields=["done_at", "made", "first"])
    return made


def _make(order: Order, *, at: datetime) -> int:
    purposes = fanning.purposes_now(order.organisation_id, at=at)
    if not purposes:
        return 0
    told: dict[str, Any] = {
        "organisation": order.organisation_id,
        "subscription": order.subscription,
        "since": whole_days(order.since, order.since).start,
        "at": at,
        "day": swedish_day(at),
        "stopped": list(steering.stopped()),
        **judging.params(purposes),
    }
    with connection.cursor() as cursor:
        cursor.execute(_PERSONS, told)
        numbers = [one for (one,) in cursor.fetchall()]
        known = registers.protections(numbers, at=at) if numbers else {}
        protected = [one for one, kind in known.items() if kind is Protection.SET]
        cursor.execute(_AGAIN, told | {"protected": protected})
        (made,) = cursor.fetchone() or (0,)
    return int(made)
