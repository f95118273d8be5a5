"""Results of mass changes are kept as long as those of mass queries; then they are removed, and no row is left."""

from datetime import datetime, timedelta

from subscriptions.subscribing.models import MassChange

KEPT = timedelta(days=30)  # running.md, Limits


def remove_due(at: datetime) -> int:
    """Remove the results whose time has passed; return how many. Runs as app_jobs."""
    due = MassChange.objects.filter(made_at__lt=at - KEPT)
    count = due.count()
    due.delete()
    return count
