"""What a member does with a notification: handles it, takes it over, gives it to a colleague, notes something."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from lookups.online.errors import ReferenceHoldsIdentity
from portal.access.askers import Asker
from portal.access.reads import colleagues
from portal.gates import services as gates
from portal.identity import find_identity_in
from portal.organisations.models import Service
from portal.tenants.scope import acting_for
from subscriptions.notifications.errors import NoSuchColleague, NotificationNotThere
from subscriptions.notifications.models import Care, Notification
from subscriptions.subscribing.models import Subscription


def handle(asker: Asker, notification: UUID, *, note: str = "", at: datetime) -> None:
    """Note that a notification has been handled; again it stays as it was, but for a new note.

    Raises NotificationNotThere, ReferenceHoldsIdentity, and what `gates.may_use` refuses.
    """
    _hold_to_note(note)
    with acting_for(asker.organisation):
        care = _care(asker, notification)
        if care.handled_at is None:
            care.handled_at, care.handled_by = at, asker.name
        care.note = note or care.note
        care.save()
        Subscription.objects.filter(notifications__care=care).update(acted_at=at)


def reopen(asker: Asker, notification: UUID) -> None:
    """Put a handled notification back among those to handle. Raises as `handle`."""
    with acting_for(asker.organisation):
        care = _care(asker, notification)
        care.handled_at, care.handled_by = None, ""
        care.save()


def give(asker: Asker, notification: UUID, *, to: int | None) -> None:
    """Make a colleague, or oneself, responsible. Raises as `handle`, and NoSuchColleague."""
    with acting_for(asker.organisation):
        care = _care(asker, notification)
        if to is None or to not in {one.user for one in colleagues(asker.organisation)}:
            raise NoSuchColleague(field="to", variant="colleague")
        care.responsible_id = to
        care.save()


def _care(asker: Asker, notification: UUID) -> Care:
    """Return the care of a notification, locked."""
    gates.may_use(asker, Service.LEKA)
    row = Notification.objects.filter(
        organisation=asker.organisation, public=notification, subscription__isnull=False
    ).first()
    if row is None:
        raise NotificationNotThere
    care, _made = Care.objects.select_for_update(of=("self",)).get_or_create(
        notification=row, defaults={"organisation_id": asker.organisation}
    )
    return care


def _hold_to_note(note: str) -> None:
    if find_identity_in(note):
        raise ReferenceHoldsIdentity(field="note", falt=_("Anteckning"))
