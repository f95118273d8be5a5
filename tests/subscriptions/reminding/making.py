"""Notifications of a chosen day, and the room's jobs at a chosen moment."""

from datetime import UTC, datetime

from django.core import mail

from portal.tenants.scope import acting_for, as_jobs
from subscriptions.notifications import counting
from subscriptions.notifications.counting import Told
from subscriptions.reminding import digests, mailing, unseen
from tests.factories import MembershipFactory
from tests.subscriptions.making import subscribe

MONDAY = datetime(2026, 11, 23, 6, 5, tzinfo=UTC)  # 07.05 in Sweden


def administrator(of, **more):
    """Make a local administrator of a member's organisation."""
    return MembershipFactory.create(
        organisation=of.organisation, roles=("local-administrator",), **more
    )


def tell(by, *days: datetime, kind: str = "NYTT_BESLUT", person: str = "198808132388", **more):
    """Tell an organisation of something, once for each moment."""
    about = subscribe(by, person, case=f"EB-{kind}-{person}", at=min(days))
    whose = None if kind == "LIVSTECKEN" else about.pk
    with as_jobs():
        for at in days:
            with acting_for(by.organisation_id):
                counting.lock(by.organisation_id)
                counting.make(
                    by.organisation_id, [Told(subscription=whose, kind=kind, **more)], at=at
                )
    return about


def digest(at: datetime) -> int:
    """Write the digests of a moment; return how many mails."""
    with as_jobs():
        return digests.write(at)


def look(at: datetime) -> int:
    """Warn as of a moment; return how many organisations."""
    with as_jobs():
        return unseen.look(at)


def sent(at: datetime) -> list[tuple[str, str, str]]:
    """Send what is due; return to whom, which subject and which body."""
    with as_jobs():
        mailing.send_due(at)
    told = sorted((one.to[0], str(one.subject), str(one.body)) for one in mail.outbox)
    mail.outbox.clear()
    return told
