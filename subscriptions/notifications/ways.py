"""The way back from an answer to the notification that made somebody ask."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lookups.online.ways_back import Way
from portal.access.askers import Asker
from portal.tenants.scope import acting_for
from subscriptions.notifications import inbox
from subscriptions.notifications.errors import NotificationNotThere

KIND = "avisering"


def found(asker: Asker, key: str) -> Way | None:
    """Return the way to a notification, by its id; marking it as handled is offered while it waits."""
    try:
        public = UUID(key)
        with acting_for(asker.organisation):
            entry = inbox.one(asker.organisation, public, protected=asker.protected)
    except (ValueError, NotificationNotThere):
        return None
    return Way(
        label=_("Tillbaka till aviseringen"),
        address=reverse("notifications:notification", args=[public]),
        act_label=_("Markera som hanterad"),
        act_address=reverse("notifications:handle", args=[public]) if inbox.waits(entry) else "",
    )
