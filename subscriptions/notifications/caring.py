"""What a member does with a notification: handles it, takes it over, gives it to a colleague, notes something."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from lookups.online.errors import ReferenceHoldsIdentity
from portal.access.askers import Asker
from portal.access.reads import Colleague, colleagues
from portal.gates import services as gates
from portal.identity import find_identity_in
from portal.organisations.models import Service
from portal.tenants.scope import acting_for
from subscriptions.notifications import apart, inbox
from subscriptions.notifications.errors import NoSuchColleague, NotificationNotThere
from subscriptions.notifications.models import Care, Notification

# In one order, so that two who mark the same at once wait for each other, and the second finds them handled.
_HANDLED = """
WITH done AS (
  INSERT INTO notifications_care (notification_id, organisation_id, handled_at, handled_by, note)
  SELECT id, organisation_id, %(at)s, %(name)s, '' FROM notifications_notification
  WHERE organisation_id = %(organisation)s AND public = ANY (%(chosen)s) AND subscription_id IS NOT NULL
  ORDER BY id
  ON CONFLICT (notification_id) DO UPDATE SET handled_at = excluded.handled_at, handled_by = excluded.handled_by
  WHERE notifications_care.handled_at IS NULL
  RETURNING notification_id
), acted AS (
  UPDATE subscribing_subscription SET acted_at = %(at)s WHERE id IN (
    SELECT n.subscription_id FROM notifications_notification n JOIN done ON done.notification_id = n.id)
)
SELECT n.public FROM done JOIN notifications_notification n ON n.id = done.notification_id
"""
_GIVEN = """
INSERT INTO notifications_care (notification_id, organisation_id, responsible_id, handled_by, note)
SELECT id, organisation_id, %(to)s, '', '' FROM notifications_notification
WHERE organisation_id = %(organisation)s AND public = ANY (%(chosen)s) AND subscription_id IS NOT NULL
ORDER BY id
ON CONFLICT (notification_id) DO UPDATE SET responsible_id = excluded.responsible_id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled:
    """How many were handled now, and who had already handled how many of the others."""

    count: int
    already: int = 0
    by: Sequence[str] = ()

    def __add__(self, other: Self) -> Self:
        """Return both together."""
        return replace(
            self,
            count=self.count + other.count,
            already=self.already + other.already,
            by=sorted({*self.by, *other.by}),
        )


def handle(
    asker: Asker, notification: UUID, *, note: str = "", others: bool = False, at: datetime
) -> Handled:
    """Note that a notification has been handled; again it stays as it was, but for a new note.

    With `others` so are those that wait for the same person in the same case. Raises NotificationNotThere,
    ReferenceHoldsIdentity, and what `gates.may_use` refuses.
    """
    hold_to_note(note)
    with acting_for(asker.organisation):
        care = _care(asker, notification)
        if note:
            care.note = note
            care.save(update_fields=["note"])
        beside = (
            inbox.beside(asker.organisation, notification, protected=asker.protected)
            if others
            else ()
        )
        return handle_several(asker, [notification, *beside], at=at)


def handle_several(asker: Asker, chosen: Collection[UUID], *, at: datetime) -> Handled:
    """Note that notifications have been handled, in one statement; what somebody else has handled stays theirs.

    What the organisation does not have is left out. Raises what `gates.may_use` refuses.
    """
    gates.may_use(asker, Service.LEKA)
    params: dict[str, Any] = {
        "at": at,
        "name": asker.name,
        "organisation": asker.organisation,
    }
    with acting_for(asker.organisation):
        params["chosen"] = _seen(asker, chosen)
        with connection.cursor() as cursor:
            cursor.execute(_HANDLED, params)
            done = {one for (one,) in cursor.fetchall()}
        before = Care.objects.filter(
            organisation=asker.organisation, notification__public__in={*params["chosen"]} - done
        )
        names = list(before.values_list("handled_by", flat=True))
    return Handled(count=len(done), already=len(names), by=sorted({*names}))


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
        care.responsible_id = colleague(asker, to).user
        care.save()


def give_several(asker: Asker, chosen: Collection[UUID], *, to: int | None) -> int:
    """Make a colleague responsible for notifications, in one statement; return for how many. Raises as `give`."""
    gates.may_use(asker, Service.LEKA)
    with acting_for(asker.organisation), connection.cursor() as cursor:
        params: dict[str, Any] = {
            "to": colleague(asker, to).user,
            "organisation": asker.organisation,
            "chosen": _seen(asker, chosen),
        }
        cursor.execute(_GIVEN, params)
        return int(cursor.rowcount)


def colleague(asker: Asker, to: int | None) -> Colleague:
    """Return the member to give something to; the connection acts for the organisation. Raises NoSuchColleague."""
    found = [one for one in colleagues(asker.organisation) if one.user == to]
    if not found:
        raise NoSuchColleague(field="to", variant="colleague")
    return found[0]


def _care(asker: Asker, notification: UUID) -> Care:
    """Return the care of a notification, locked."""
    gates.may_use(asker, Service.LEKA)
    row = (
        apart.seen(Notification.objects.all(), protected=asker.protected)
        .filter(organisation=asker.organisation, public=notification, subscription__isnull=False)
        .first()
    )
    if row is None:
        raise NotificationNotThere
    care, _made = Care.objects.select_for_update(of=("self",)).get_or_create(
        notification=row, defaults={"organisation_id": asker.organisation}
    )
    return care


def _seen(asker: Asker, chosen: Collection[UUID]) -> list[UUID]:
    """Return those that the asker may find; what is handled apart is there for the special right alone."""
    rows = Notification.objects.filter(organisation=asker.organisation, public__in=chosen)
    found = apart.seen(rows, protected=asker.protected)
    return list(found.values_list("public", flat=True))


def hold_to_note(note: str) -> None:
    """Refuse a note that holds an identity number. Raises ReferenceHoldsIdentity."""
    if find_identity_in(note):
        raise ReferenceHoldsIdentity(field="note", falt=_("Anteckning"))
