"""How long orders are kept: what they made is told by the notifications, and by the log."""

from datetime import datetime, timedelta

from subscriptions.resending.models import Order

KEPT = timedelta(days=30)


def forget(at: datetime) -> int:
    """Remove orders that were carried out so long ago; return how many. Runs as app_jobs."""
    removed, _ = Order.objects.filter(done_at__lte=at - KEPT).delete()
    return removed
