"""Mails what has been announced to the contacts of the organisations that it concerns: a row for each, then the mail.

Sent at least once: whoever dies between the mail and its row sends it again. Runs as app_jobs.
"""

from datetime import datetime, timedelta

from django.db import transaction

from portal import letters
from portal.clock import swedish_day
from portal.organisations.models import Contact
from portal.status.models import Announcement, Mail

AT_ONCE = 200  # mails of a run: the next run takes the rest
KEPT = timedelta(days=180)


def send_due(at: datetime) -> dict[str, int]:
    """Address what has been announced, and send the mails that are due; return how many of each."""
    addressed = sum(1 for _ in iter(lambda: _address(at), False))
    sent = given_up = 0
    for _ in range(AT_ONCE):
        done = _send(at)
        if done is None:
            break
        sent += done.sent_at is not None
        given_up += done.given_up_at is not None
    return {"addressed": addressed, "sent": sent, "given_up": given_up}


@transaction.atomic
def _address(at: datetime) -> bool:
    """Write the mails of one announcement; say whether there was one."""
    waiting = Announcement.objects.filter(addressed_at=None).order_by("at", "pk")
    row = waiting.select_for_update(of=("self",), skip_locked=True).first()
    if row is None:
        return False
    Mail.objects.bulk_create(
        [
            Mail(announcement=row, organisation_id=one, address=address, due_at=at)
            for one, address in _contacts(row.services, at=at)
        ],
        ignore_conflicts=True,
    )
    row.addressed_at = at
    row.save(update_fields=["addressed_at"])
    return True


def _contacts(services: list[str], *, at: datetime) -> list[tuple[int, str]]:
    """Return whom to write to: each concerned organisation's contacts for operations, where it has none all of its."""
    agreed = Contact.objects.filter(
        organisation__agreements__period__contains=swedish_day(at),
        organisation__agreements__services__service__in=services,
    )
    told = sorted(set(agreed.values_list("organisation_id", "kind", "email")))
    for_operations = {one for one, kind, _ in told if kind == Contact.Kind.OPERATIONS}
    return sorted(
        {
            (one, email)
            for one, kind, email in told
            if kind == Contact.Kind.OPERATIONS or one not in for_operations
        }
    )


def _send(at: datetime) -> Mail | None:
    """Send one mail that is due and note what became of it; None when there is none."""
    return letters.send_next(
        Mail.objects.select_related("announcement"),
        lambda mail: (mail.announcement.subject, mail.announcement.body),
        at=at,
    )


def remove_due(at: datetime) -> int:
    """Remove announcements with their mails when they are half a year old; return how many rows."""
    return Announcement.objects.filter(at__lt=at - KEPT).delete()[0]
