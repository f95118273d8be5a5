"""Warns when what was told has lain unreceived and unhandled for half of the time that it is kept for sure (R5).

Counted once a day for all. Who has more than it was warned of is warned again, once a day at most: the mail is written
in the transaction that says so. A sign of life asks nothing of anybody, and what has been recalled waits for nobody.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.clock import swedish_day
from portal.letters import Words
from portal.shell import formats
from subscriptions.kinds import Kind
from subscriptions.reminding import mailing, recipients
from subscriptions.reminding.models import Mail, Unseen

_LYING = f"""
FROM notifications_notification n LEFT JOIN notifications_care c ON c.notification_id = n.id
WHERE n.acknowledged_at IS NULL AND c.handled_at IS NULL AND n.made_at <= %(half)s AND n.kind <> '{Kind.HEARTBEAT}'
  AND NOT EXISTS (SELECT FROM notifications_notification r WHERE r.organisation_id = n.organisation_id
    AND r.kind = '{Kind.RECALL}' AND r.corrects = n.number)
"""
_COUNT = f"""
WITH lying AS (
  SELECT n.organisation_id, count(*) AS count, min(n.made_at) AS oldest, max(n.number) AS up_to {_LYING}
  GROUP BY n.organisation_id
), seen AS (
  UPDATE reminding_unseen u SET count = 0, oldest_at = NULL, counted_at = %(at)s
  WHERE u.count > 0 AND NOT EXISTS (SELECT FROM lying l WHERE l.organisation_id = u.organisation_id)
), counted AS (
  INSERT INTO reminding_unseen (organisation_id, count, oldest_at, counted_at, warned_of)
  SELECT organisation_id, count, oldest, %(at)s, 0 FROM lying ORDER BY organisation_id
  ON CONFLICT (organisation_id) DO UPDATE
    SET count = EXCLUDED.count, oldest_at = EXCLUDED.oldest_at, counted_at = EXCLUDED.counted_at
)
SELECT organisation_id, up_to FROM lying ORDER BY organisation_id
"""  # noqa: S608  # our own words
_ONE = f"SELECT count(*), min(n.number), min(n.made_at) {_LYING} AND n.organisation_id = %(organisation)s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lying:
    """How many notifications lie unseen, the lowest number, and when the first of them may be removed."""

    count: int
    lowest: int
    goes_at: datetime


def look(at: datetime) -> int:
    """Count what lies unseen everywhere, and write to those who have more of it than before; return to how many.

    Runs as app_jobs.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_COUNT, {"half": _half(at), "at": at})
        found = cursor.fetchall()
    return sum(_warn(organisation, up_to, at=at) for organisation, up_to in found)


def now(organisation: int, *, at: datetime) -> Lying | None:
    """Return what lies unseen now; None for nothing, and where nothing did when all were counted.

    The connection acts for the organisation.
    """
    if not Unseen.objects.filter(organisation=organisation, count__gt=0).exists():
        return None  # the usual: one row by its key
    with connection.cursor() as cursor:
        cursor.execute(_ONE, {"half": _half(at), "organisation": organisation})
        row = cursor.fetchone()
    if row is None or not row[0]:
        return None
    count, lowest, oldest = row
    kept = timedelta(days=2 * settings.LEKA_KEPT_DAYS)
    return Lying(count=count, lowest=lowest, goes_at=oldest + kept)


@transaction.atomic
def _warn(organisation: int, up_to: int, *, at: datetime) -> bool:
    today = swedish_day(at)
    row = Unseen.objects.select_for_update().get(organisation=organisation)
    if up_to <= row.warned_of or row.warned_on == today or not row.count:
        return False
    words = _words(row.count)
    Mail.objects.bulk_create(
        [
            mailing.write(organisation, one, words, at=at)
            for one in recipients.responsible(organisation)
        ]
    )
    row.warned_of, row.warned_on = up_to, today
    row.save(update_fields=["warned_of", "warned_on"])
    return True


def _words(count: int) -> Words:
    def words() -> tuple[str, str]:
        told = {
            "antal": formats.number(count),
            "dagar": settings.LEKA_KEPT_DAYS // 2,
            "lank": mailing.link(),
        }
        body = ngettext(
            "%(antal)s avisering har legat i %(dagar)s dagar utan att någon har tagit emot eller hanterat den. "
            "%(lank)s",
            "%(antal)s aviseringar har legat i %(dagar)s dagar utan att någon har tagit emot eller hanterat dem. "
            "%(lank)s",
            count,
        )
        return _("Aviseringar som ingen har tagit emot"), body % told

    return words


def _half(at: datetime) -> datetime:
    return at - timedelta(days=settings.LEKA_KEPT_DAYS) / 2
