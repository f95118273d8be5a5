"""Writes mails as rows, and sends those that are due: at least once, again until they leave. As app_jobs."""

from datetime import datetime, timedelta

from django.conf import settings

from portal import letters
from portal.letters import Words
from subscriptions.reminding.models import Mail

AT_ONCE = 200  # mails of a run: the next run takes the rest
KEPT = timedelta(days=180)
INBOX = "/aviseringar/"


def write(organisation: int, address: str, words: Words, *, at: datetime) -> Mail:
    """Return a mail in both languages, not yet saved."""
    subject, body = letters.in_both(words)
    return Mail(
        organisation_id=organisation, address=address, due_at=at, subject=subject, body=body
    )


def link() -> str:
    """Return where the inbox is."""
    return f"{settings.PUBLIC_URL}{INBOX}"


def send_due(at: datetime) -> int:
    """Send the mails that are due; return how many were sent."""
    sent = 0
    for _try in range(AT_ONCE):
        done = letters.send_next(Mail.objects.all(), lambda one: (one.subject, one.body), at=at)
        if done is None:
            break
        sent += done.sent_at is not None
    return sent


def remove_due(at: datetime) -> int:
    """Remove mails when they are half a year old; return how many."""
    return Mail.objects.filter(due_at__lt=at - KEPT).delete()[0]
