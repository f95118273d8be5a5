"""Tells the owner that a version ends, with her own figures: at the release, 6, 3 and 1 months and a week before (R10).

What has come and is untold is told once, the latest alone, in the transaction that notes it; whoever has not called for
thirty days has stopped and is told nothing. With nobody to write to nothing is noted: told when there is somebody.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal import letters
from portal.access.askers import Role
from portal.access.models import Membership
from portal.api import living
from portal.api.versions import Life, Version
from portal.clock import swedish_day
from portal.letters import Words
from portal.organisations.models import Contact
from portal.shell import formats
from portal.versions import reads, steps
from portal.versions.models import Mail, Telling

HELP = "/hjalp/api/"
AT_ONCE = 200  # mails of a run: the next run takes the rest
KEPT = timedelta(days=180)


def look(at: datetime) -> int:
    """Tell all that are to be told now; return how many. As app_jobs."""
    return sum(_tell_all(life, at=at) for life in living.lives(at=at) if life.successor)


def _tell_all(life: Life, *, at: datetime) -> int:
    today = swedish_day(at)
    if not (life.successor and life.last_day):
        return 0
    due = steps.due(life.successor.released, life.last_day, today=today)
    if due is None:
        return 0
    # One told of a later day (before the end was prolonged) is not told of an earlier one.
    told = Telling.objects.filter(api=life.version.api, major=life.version.major, due__gte=due)
    done = set(told.values_list("organisation_id", flat=True))
    found = reads.figures(life.version, today=today)
    return sum(
        _tell(one, life, due, calls, at=at) for one, calls in found.items() if one not in done
    )


@transaction.atomic
def _tell(organisation: int, life: Life, due: date, calls: int, *, at: datetime) -> bool:
    addresses = recipients(organisation)
    if not addresses or life.last_day is None:
        return False
    row, made = Telling.objects.get_or_create(
        organisation_id=organisation,
        api=life.version.api,
        major=life.version.major,
        due=due,
        defaults={"last_day": life.last_day, "calls": calls, "at": at},
    )
    if made:
        subject, body = letters.in_both(words(life.version, life.last_day, calls))
        Mail.objects.bulk_create(
            [
                Mail(
                    organisation_id=organisation,
                    telling=row,
                    address=one,
                    due_at=at,
                    subject=subject,
                    body=body,
                )
                for one in addresses
            ]
        )
    return made


def words(version: Version, last_day: date, calls: int) -> Words:
    """Return what makes the mail's subject and body (texts.md 4.5), in the active language."""

    def told() -> tuple[str, str]:
        params = {
            "version": version.name,
            "datum": formats.short_date(last_day),
            "antal": formats.number(calls),
            "lank": f"{settings.PUBLIC_URL}{HELP}",
        }
        body = ngettext(
            "Ert system anropade %(version)s %(antal)s gång de senaste 30 dagarna. Efter %(datum)s 24.00 nekas "
            "anropen. Så går ni över: %(lank)s",
            "Ert system anropade %(version)s %(antal)s gånger de senaste 30 dagarna. Efter %(datum)s 24.00 nekas "
            "anropen. Så går ni över: %(lank)s",
            calls,
        )
        return _("%(version)s upphör %(datum)s") % params, body % params

    return told


def recipients(organisation: int) -> Sequence[str]:
    """Return the contacts for systems and versions; without one the local administrators, then other contacts."""
    contacts = Contact.objects.filter(organisation=organisation)
    found = _addresses(contacts.filter(kind=Contact.Kind.TECHNICAL).values_list("email", flat=True))
    if not found:
        members = Membership.objects.filter(
            organisation=organisation,
            roles__contains=[Role.LOCAL_ADMINISTRATOR],
            closed_at=None,
            user__is_active=True,
        )
        found = _addresses(members.values_list("user__email", flat=True))
    for kind in (Contact.Kind.OPERATIONS, Contact.Kind.AGREEMENT):
        found = found or _addresses(contacts.filter(kind=kind).values_list("email", flat=True))
    return found


def _addresses(told: Iterable[str]) -> list[str]:
    return sorted(set(told))


def send_due(at: datetime) -> int:
    """Send the mails that are due; return how many were sent. As app_jobs."""
    sent = 0
    for _try in range(AT_ONCE):
        done = letters.send_next(Mail.objects.all(), lambda one: (one.subject, one.body), at=at)
        if done is None:
            break
        sent += done.sent_at is not None
    return sent


def remove_due(at: datetime) -> int:
    """Remove mails when they are half a year old; that the organisation was told stands. Return how many."""
    return Mail.objects.filter(due_at__lt=at - KEPT).delete()[0]
