"""Which came first, what a load changed or who wants to be told of it: no two of them are written at the same moment.

What loads changed arrives alone, as the last act of its load; those who begin to follow may do so together. So whoever
is told of a batch is there before it has come, and who comes after it says so by its time.
"""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Max

from lookups.changes.models import Batch

_TOGETHER = "SELECT pg_advisory_xact_lock_shared(hashtext('changes'))"
_ALONE = "SELECT pg_advisory_xact_lock(hashtext('changes'))"


def follow() -> datetime | None:
    """Let nothing arrive until the transaction ends; return when the last that has arrived came.

    Who follows from now on begins after that. Waits for a load's last moment, never for a load.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TOGETHER)
    last: datetime | None = Batch.objects.aggregate(last=Max("came_at"))["last"]
    return last


def arrive(extract: UUID, *, now: Callable[[], datetime]) -> None:
    """Let what an extract changed arrive when those who are beginning to follow have begun; the commit is next.

    `now` is asked when they have.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ALONE)
    Batch.objects.filter(extract=extract).update(came_at=now())
