"""Mail as rows: written in the transaction of what it tells of, sent by a job, tried again, given up at last.

Sent at least once: whoever dies between the mail and its row sends it again. A room has a table of its own for its
mails, and says what stands in them.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from smtplib import SMTPException
from typing import TypeVar

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models, transaction
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

LANGUAGES = ("sv", "en")  # an account says no language of its own: a mail is told in both

STEPS = (
    1,
    5,
    15,
    60,
    180,
    360,
)  # minutes between tries; then it is given up: the page has told it long ago


class Letter(models.Model):
    """One mail to one address: due until it is sent or given up."""

    address = models.EmailField(_("e-postadress"))
    due_at = models.DateTimeField(_("skickas tidigast"))
    tries = models.PositiveSmallIntegerField(_("försök"), default=0)
    sent_at = models.DateTimeField(_("skickat"), null=True)
    given_up_at = models.DateTimeField(_("uppgivet"), null=True)

    class Meta:
        abstract = True


Row = TypeVar("Row", bound=Letter)
Words = Callable[[], tuple[str, str]]


def in_both(words: Words) -> tuple[str, str]:
    """Return a mail's subject and body in both languages, each with the foot of all mails (texts 4.5)."""
    subjects, bodies = [], []
    for language in LANGUAGES:
        with override(language):
            subject, body = words()
            subjects.append(subject)
            bodies.append(f"{body}\n\n{_foot()}")
    return " / ".join(subjects), "\n\n".join(bodies) + "\n"


@transaction.atomic
def send_next(
    letters: models.QuerySet[Row], words: Callable[[Row], tuple[str, str]], *, at: datetime
) -> Row | None:
    """Send one of the letters that is due and note what became of it; None when there is none.

    `words` gives a letter's subject and body.
    """
    due = letters.filter(sent_at=None, given_up_at=None, due_at__lte=at)
    row = due.select_for_update(of=("self",), skip_locked=True).order_by("due_at", "pk").first()
    if row is None:
        return None
    subject, body = words(row)
    message = EmailMessage(
        subject=subject,
        body=body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[row.address],
        headers={"Auto-Submitted": "auto-generated"},
    )
    try:
        message.send()
    except (SMTPException, OSError):
        row.tries += 1
        if row.tries > len(STEPS):
            row.given_up_at = at
        else:
            row.due_at = at + timedelta(minutes=STEPS[row.tries - 1])
    else:
        row.tries += 1
        row.sent_at = at
    row.save(update_fields=["tries", "due_at", "sent_at", "given_up_at"])
    return row


def _foot() -> str:
    return gettext(
        "Automatiskt mejl från %(tjanst)s. Svara inte. Mejl härifrån innehåller aldrig personuppgifter "
        "och frågar aldrig efter personnummer, lösenord eller koder."
    ) % {"tjanst": settings.SERVICE_NAME}
