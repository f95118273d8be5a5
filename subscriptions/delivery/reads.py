"""How far a client has come, and from where on it can. The connection acts for the organisation."""

from collections.abc import Iterable
from datetime import datetime

from subscriptions.delivery.models import Purged, Received


def received(organisation: int, client: str) -> int:
    """Return the number up to and with which a client has received by its own word; 0 before its first."""
    up_to = Received.objects.filter(organisation=organisation, client=client).values_list(
        "up_to", flat=True
    )
    return up_to.first() or 0


def own_receipts(organisation: int) -> Iterable[tuple[str, datetime]]:
    """Return when each client's own receipt last grew, by client id."""
    return Received.objects.filter(organisation=organisation).values_list("client", "at")


def purged(organisation: int) -> int:
    """Return the number up to and with which notifications have been removed; 0: none has."""
    up_to = Purged.objects.filter(organisation=organisation).values_list("up_to", flat=True)
    return up_to.first() or 0
