"""How far a client has come. The connection acts for the organisation."""

from subscriptions.delivery.models import Received


def received(organisation: int, client: str) -> int:
    """Return the number up to and with which a client has received by its own word; 0 before its first."""
    up_to = Received.objects.filter(organisation=organisation, client=client).values_list(
        "up_to", flat=True
    )
    return up_to.first() or 0
