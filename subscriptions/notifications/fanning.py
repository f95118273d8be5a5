"""Tells each organisation what a batch changed: by set, once, in numbers without holes, each decided anew and logged.

One transaction an organisation: its counter is locked first, so numbers are given in commit order, and what is read
after that holds all that an earlier holder of the lock has made. Who dies in it has told nobody anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from lookups.answers.model import Protection
from lookups.registers import reads as registers
from portal.clock import swedish_day
from portal.organisations import reads as organisations
from portal.organisations.models import Service
from portal.organisations.reads import PurposeTold
from portal.tenants.scope import acting_for
from subscriptions.kinds import DEATH, PERSON, Kind
from subscriptions.notifications import counting, judging
from subscriptions.notifications.judging import ALLOWED, KNOWN, ROW, WANTED
from subscriptions.notifications.making import MAKE
from subscriptions.notifications.models import Fanned
from subscriptions.steering import reads as steering
from subscriptions.steering.models import State
from subscriptions.subscribing import following

# What waits for a word, or is called back, is not told; what was withheld of a kind is owed when the kind is released.
_UNTOLD = f"""
SELECT b.id, b.came_at, f.batch_id IS NOT NULL OR r.batch_id IS NOT NULL FROM changes_batch b
LEFT JOIN notifications_fanned f ON f.batch_id = b.id LEFT JOIN steering_ruling r ON r.batch_id = b.id
WHERE (f.batch_id IS NULL OR NOT f.withheld <@ %(stopped)s::varchar[])
  AND (r.state = '{State.RELEASED}' OR r.batch_id IS NULL AND NOT b.held)
ORDER BY b.id
"""  # noqa: S608  # our own words
# Who has somebody in a batch; both sides are indexed by number.
_CONCERNED = """
SELECT DISTINCT n.organisation_id FROM changes_change c JOIN subscribing_number n ON n.number = c.person
WHERE c.batch_id = %s ORDER BY 1
"""
_PERSONS = """
SELECT DISTINCT n.number FROM changes_change c JOIN subscribing_number n ON n.number = c.person
WHERE c.batch_id = %s AND n.organisation_id = %s
"""
# What is owed and not yet there, which is looked up in a set made once: an index would be searched among the rows
# that this statement is writing. A protected person's rows become one, which says no more than that; of a change of
# protection everybody is told. What was changed back names the number that told of that very change, never of another
# in the same load, where it may say so.
_TELL = f"""
WITH {KNOWN}, concerned AS (
  SELECT {ROW}
  FROM changes_change c JOIN changes_batch b ON b.id = c.batch_id
  JOIN subscribing_number n ON n.number = c.person AND n.organisation_id = %(organisation)s
  JOIN subscribing_subscription s ON s.id = n.subscription_id
  JOIN told t ON t.klass = c.klass AND t.change = c.kind
  WHERE c.batch_id = %(batch)s AND s.created_at <= b.came_at AND (s.ended_at IS NULL OR s.ended_at > %(open)s)
    AND s.until >= %(day)s
    AND NOT EXISTS (SELECT FROM steering_ruling r WHERE r.batch_id = b.id AND r.state <> '{State.RELEASED}')
), each AS (
  SELECT c.*, a.law
  FROM (SELECT c.*, CASE WHEN covered THEN '{Kind.PROTECTION}' ELSE kind END AS kind_told,
          CASE WHEN covered THEN '{{}}'::varchar[] ELSE ARRAY["group"]::varchar[] END AS groups_told
        FROM concerned c) c
  JOIN {ALLOWED}
  WHERE NOT ARRAY[c.kind, kind_told]::varchar[] && %(stopped)s::varchar[] AND {WANTED}
), owed AS (
  SELECT DISTINCT ON (id, kind_told, groups_told) * FROM each ORDER BY id, kind_told, groups_told, restores NULLS LAST
), wrong AS MATERIALIZED (
  SELECT c.batch_id, n.subscription_id, c.klass, CASE WHEN c.klass = '{DEATH}' THEN '{PERSON}' ELSE c."group" END AS of,
    t.kind
  FROM changes_change c
  JOIN subscribing_number n ON n.number = c.person AND n.organisation_id = %(organisation)s
  JOIN told t ON t.klass = c.klass AND t.change = c.kind
  WHERE c.batch_id IN (SELECT restores FROM each WHERE restores IS NOT NULL AND NOT covered)
), corrected AS (
  SELECT e.id, e.kind_told, e.groups_told, max(was.number) AS number
  FROM each e
  JOIN wrong w ON w.batch_id = e.restores AND w.subscription_id = e.id AND w.klass = e.klass AND w.of = e."group"
  JOIN notifications_notification was ON was.batch_id = e.restores AND was.subscription_id = e.id
    AND was.kind = w.kind AND was.groups = e.groups_told
  WHERE NOT e.covered GROUP BY e.id, e.kind_told, e.groups_told
), missing AS (
  SELECT o.*, gen_random_uuid() AS public, row_number() OVER (ORDER BY o.id, o.kind_told, o.groups_told) AS step,
    was.number AS corrects,
    %(batch)s::bigint AS batch, ARRAY[o.extract] AS extracts
  FROM owed o LEFT JOIN corrected was USING (id, kind_told, groups_told)
  WHERE (o.id, o.kind_told, o.groups_told) NOT IN (
    SELECT n.subscription_id, n.kind::text, n.groups FROM notifications_notification n
    WHERE n.batch_id = %(batch)s AND n.organisation_id = %(organisation)s AND n.subscription_id IS NOT NULL)
), {MAKE}
"""  # noqa: S608  # our own words


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What a load changed, and when it came; `late` when it was held, or some kind of it was."""

    id: int
    came_at: datetime
    late: bool = False

    def open_at(self, at: datetime) -> datetime:
        """Return when a subscription must be open: at the load, and where that is long ago, when it is told."""
        return at if self.late else self.came_at


def tell_untold(at: datetime) -> int:
    """Tell everybody of every batch that is not yet told; return how many notifications were made."""
    batches = untold()
    if batches:
        # A number that these loads replaced leads to what they changed.
        following.follow(since=min(batch.open_at(at) for batch in batches))
    return sum(fan_out(batch, at=at) for batch in batches)


def untold() -> Sequence[Batch]:
    """Return the batches that somebody has yet to be told of, in order; found by what is missing, never by a cursor."""
    with connection.cursor() as cursor:
        cursor.execute(_UNTOLD, {"stopped": list(steering.stopped())})
        return [Batch(id=one, came_at=came, late=late) for one, came, late in cursor.fetchall()]


def fan_out(batch: Batch, *, at: datetime) -> int:
    """Tell everybody what a batch changed; return how many notifications were made. Again it makes what is missing."""
    stopped = list(steering.stopped())
    made = sum(tell(batch, one, at=at, stopped=stopped) for one in concerned(batch.id))
    if steering.may_be_told(
        batch.id
    ):  # else a word came between: the rest is found again when it is released
        told, new = Fanned.objects.get_or_create(
            batch_id=batch.id, defaults={"done_at": at, "made": made, "withheld": stopped}
        )
        if not new:
            told.done_at, told.made, told.withheld = at, told.made + made, stopped
            told.save()
    return made


def tell(batch: Batch, organisation: int, *, at: datetime, stopped: Sequence[str] = ()) -> int:
    """Tell one organisation what a batch changed, but for some kinds, and commit; return how many that were."""
    with acting_for(organisation, durable=True):
        counting.lock(organisation)
        purposes = purposes_now(organisation, at=at)
        if not purposes:
            return 0
        with connection.cursor() as cursor:
            cursor.execute(
                _TELL,
                {
                    "batch": batch.id,
                    "organisation": organisation,
                    "at": at,
                    "open": batch.open_at(at),
                    "day": swedish_day(batch.open_at(at)),
                    "protected": protected_in(batch.id, organisation, at=at),
                    "stopped": list(stopped),
                    **judging.params(purposes),
                },
            )
            (made,) = cursor.fetchone() or (0,)
    return int(made)


def concerned(batch: int) -> Sequence[int]:
    """Return the organisations that follow somebody in a batch."""
    with connection.cursor() as cursor:
        cursor.execute(_CONCERNED, [batch])
        return [one for (one,) in cursor.fetchall()]


def purposes_now(organisation: int, *, at: datetime) -> Sequence[PurposeTold]:
    """Return what the organisation may be told now; nothing when its agreement has ended, nor what rests on consent."""
    standing = organisations.standing(organisation, Service.LEKA, day=swedish_day(at))
    if not (standing.in_force and standing.service):
        return ()
    return tuple(one for one in standing.purposes if not one.consent)


def protected_in(batch: int, organisation: int, *, at: datetime) -> list[str]:
    """Return which numbers of a batch that an organisation follows are a protected person's now."""
    with connection.cursor() as cursor:
        cursor.execute(_PERSONS, [batch, organisation])
        numbers = [one for (one,) in cursor.fetchall()]
    known = registers.protections(numbers, at=at) if numbers else {}
    return [number for number, protection in known.items() if protection is Protection.SET]
