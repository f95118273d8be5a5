"""Acknowledging what has been received: the receiver's word, which removes nothing (R5)."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from portal.access.askers import Asker
from portal.tenants.scope import acting_for
from subscriptions.notifications.models import Notification, Receipt


def acknowledge(
    asker: Asker, *, at: datetime, up_to: int | None = None, numbers: Collection[int] = ()
) -> int:
    """Note that notifications up to and with a number, or some by number, have been received; return how many anew."""
    which = Q(number__in=list(numbers))
    if up_to is not None:
        which |= Q(number__lte=up_to)
    with acting_for(asker.organisation):
        if asker.client:
            Receipt.objects.bulk_create(
                [Receipt(organisation_id=asker.organisation, client=asker.client, at=at)],
                update_conflicts=True,
                unique_fields=["organisation", "client"],
                update_fields=["at"],
            )
        return Notification.objects.filter(
            which, organisation=asker.organisation, acknowledged_at=None
        ).update(acknowledged_at=at)
