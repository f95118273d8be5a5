"""How often an organisation wants a digest. The connection acts for the organisation."""

from subscriptions.reminding.models import Choice, Often


def often(organisation: int) -> Often:
    """Return its local administrator's choice; weekly before the first."""
    told = Choice.objects.filter(organisation=organisation).values_list("often", flat=True).first()
    return Often(told) if told else Often.WEEKLY
