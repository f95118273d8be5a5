"""A checked file waits a day for its word; one that was done goes with its mass change."""

from datetime import datetime, timedelta

from django.db.models import Q

from subscriptions.filing.models import FiledChange
from subscriptions.subscribing.expiring import KEPT

UNDONE = timedelta(hours=24)


def remove_due(at: datetime) -> int:
    """Remove files whose time has passed; return how many. Runs as app_jobs."""
    due = FiledChange.objects.filter(
        Q(done_at=None, checked_at__lte=at - UNDONE) | Q(done_at__lt=at - KEPT)
    )
    count = due.count()
    due.delete()
    return count
