"""Calls of version 9 as the door tells of them, and the room's jobs at a chosen moment."""

from datetime import UTC, datetime

from django.core import mail

from lookups.api.life import V9
from portal.api.calling import Call
from portal.organisations.models import Contact
from portal.tenants.scope import as_administrator, as_jobs
from portal.versions import counting, telling


def noon(text: str) -> datetime:
    """Return noon UTC of a day."""
    return datetime.fromisoformat(f"{text}T12:00").replace(tzinfo=UTC)


def call(system, at, *, times=1, organisation=None, refused=False, version=V9):
    """Have a client call version 9."""
    for _time in range(times):
        counting.count(
            Call(
                version=version,
                client=system.client_id,
                party=system.organisation_id,
                organisation=(organisation or system.organisation).pk,
                refused=refused,
                at=at,
            )
        )


def contact(organisation, address, kind=Contact.Kind.TECHNICAL):
    with as_administrator():
        Contact.objects.create(organisation=organisation, kind=kind, email=address)


def look(at) -> int:
    """Tell whoever is to be told at a moment."""
    with as_jobs():
        return telling.look(at)


def sent(at) -> list[tuple[str, str, str]]:
    """Send what is due; return to whom, which subject and which body."""
    with as_jobs():
        telling.send_due(at)
    told = sorted((one.to[0], str(one.subject), str(one.body)) for one in mail.outbox)
    mail.outbox.clear()
    return told
