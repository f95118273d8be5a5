"""Ends what is asked to its last row, where who asked it died or was paused before it could say so."""

from datetime import datetime

from lookups.mass import working
from lookups.mass.models import MassQuery
from lookups.mass.states import WITH_WORK, State


def end_asked(at: datetime) -> int:
    """End the queries that have no row left to ask; return how many. Runs as app_jobs."""
    asked = MassQuery.objects.filter(state__in=WITH_WORK, sent_at__isnull=False).exclude(
        parts__done=False
    )
    return sum(_end(row, at=at) for row in list(asked))


def _end(row: MassQuery, *, at: datetime) -> bool:
    # One that was paused after its last row came back to the queue, and no turn will ever be its own.
    MassQuery.objects.filter(pk=row.pk, state=State.QUEUED).update(state=State.UNDER_WAY)
    return working.finish(row.pk, row.organisation_id, at=at)
