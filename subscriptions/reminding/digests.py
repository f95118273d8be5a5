"""A digest of what is unread, by mail, on working days: counts and a link, to each member what that member may see.

Claimed by its organisation's row in the transaction that writes the mails, so it comes once, whatever dies and however
many try. A weekly one belongs to the week's first working day; where nothing ran that day it comes the next.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import connection
from django.db.models import Count, Q
from django.utils.translation import ngettext

from portal.access.askers import Role
from portal.clock import SWEDEN, swedish_day
from portal.hours.walltime import whole_days
from portal.hours.working import first_of_week, is_working_day, working_days_before
from portal.letters import Words
from portal.organisations.models import Service
from portal.shell import formats
from portal.tenants.scope import acting_for
from subscriptions.kinds import Kind
from subscriptions.notifications import apart
from subscriptions.notifications.inbox import WAITS
from subscriptions.notifications.models import Notification
from subscriptions.reminding import mailing, recipients
from subscriptions.reminding.models import Mail, Often

NOT_BEFORE = time(7, 0)  # by the clock in Sweden
OLD = 5  # working days

_AGREED = f"""
SELECT a.organisation_id, CASE coalesce(c.often, '{Often.WEEKLY}') WHEN '{Often.DAILY}' THEN %(today)s::date
  ELSE %(week)s::date END AS since
FROM organisations_agreement a
JOIN organisations_agreedservice g ON g.agreement_id = a.id AND g.service = '{Service.LEKA}'
LEFT JOIN reminding_choice c ON c.organisation_id = a.organisation_id
LEFT JOIN reminding_digested d ON d.organisation_id = a.organisation_id
WHERE a.period @> %(today)s::date AND coalesce(c.often, '{Often.WEEKLY}') <> '{Often.OFF}'
"""  # noqa: S608  # our own words
_DUE = f"SELECT organisation_id, since FROM ({_AGREED} AND (d.day IS NULL OR d.day < %(today)s)) AS due ORDER BY 1"  # noqa: S608
_CLAIM = """
INSERT INTO reminding_digested (organisation_id, day) VALUES (%(organisation)s, %(today)s)
ON CONFLICT (organisation_id) DO UPDATE SET day = EXCLUDED.day WHERE reminding_digested.day < %(since)s
RETURNING day
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """How many notifications wait for somebody to handle them, and how many have for more than five working days."""

    count: int
    older: int


def write(at: datetime) -> int:
    """Write the digests that are due; return how many mails. Runs as app_jobs."""
    today = swedish_day(at)
    if at.astimezone(SWEDEN).time() < NOT_BEFORE or not is_working_day(today):
        return 0
    first = first_of_week(today)
    assert first is not None  # noqa: S101  # for the type: today is of the week
    with connection.cursor() as cursor:
        cursor.execute(_DUE, {"today": today, "week": first})
        due = cursor.fetchall()
    return sum(_write(organisation, since, at=at) for organisation, since in due)


def unread(organisation: int, *, protected: bool, at: datetime) -> Unread:
    """Return what waits for a member, with the special right or without. The connection acts for the organisation."""
    day = working_days_before(swedish_day(at), OLD)
    rows = apart.seen(
        Notification.objects.filter(WAITS, organisation=organisation), protected=protected
    ).exclude(kind=Kind.HEARTBEAT)
    before = whole_days(day, day).start
    told = rows.aggregate(count=Count("pk"), older=Count("pk", filter=Q(made_at__lt=before)))
    return Unread(**told)


def _write(organisation: int, since: date, *, at: datetime) -> int:
    with acting_for(organisation, durable=True):
        with connection.cursor() as cursor:
            told: dict[str, Any] = {
                "organisation": organisation,
                "today": swedish_day(at),
                "since": since,
            }
            cursor.execute(_CLAIM, told)
            if cursor.fetchone() is None:  # this day's or week's is written
                return 0
        mails = _mails(organisation, at=at)
        Mail.objects.bulk_create(mails)
    return len(mails)


def _mails(organisation: int, *, at: datetime) -> list[Mail]:
    found = {sees: unread(organisation, protected=sees, at=at) for sees in (False, True)}
    return [
        mailing.write(organisation, one.user.email, _words(found[one.protected]), at=at)
        for one in recipients.members(organisation, Role.CASEWORKER)
        if found[one.protected].count
    ]


def _words(found: Unread) -> Words:
    def words() -> tuple[str, str]:
        told = {
            "antal": formats.number(found.count),
            "aldre": formats.number(found.older),
            "lank": mailing.link(),
        }
        subject = ngettext("%(antal)s oläst avisering", "%(antal)s olästa aviseringar", found.count)
        body = ngettext(
            "Er organisation har %(antal)s oläst avisering, %(aldre)s äldre än fem arbetsdagar. %(lank)s",
            "Er organisation har %(antal)s olästa aviseringar, %(aldre)s äldre än fem arbetsdagar. %(lank)s",
            found.count,
        )
        return subject % told, body % told

    return words
