"""Tells who is responsible that a query under way has failed: once for each time it did. Runs as app_jobs."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Sum

from lookups.mass import mailing
from lookups.mass.models import MassMail, MassPart, MassQuery
from lookups.mass.states import State

TOLD_WITHIN = timedelta(days=1)  # later it is no news: the list has said it all the time
AT_ONCE = 500  # queries of a run: the next run takes the rest


def tell(at: datetime) -> int:
    """Write a mail about each query that was sent and has failed since; return how many queries."""
    return sum(
        _tell(one, at=at) for one in list(_untold(at).values_list("pk", flat=True)[:AT_ONCE])
    )


def _untold(at: datetime) -> QuerySet[MassQuery]:
    told = MassMail.objects.filter(query=OuterRef("pk"), due_at__gte=OuterRef("ended_at"))
    return MassQuery.objects.filter(
        ~Exists(told),
        state=State.FAILED,
        sent_at__isnull=False,
        ended_at__range=(at - TOLD_WITHIN, at),
        kept_until__gt=at,
    )


@transaction.atomic
def _tell(query: UUID, *, at: datetime) -> bool:
    row = _untold(at).select_for_update(of=("self",), skip_locked=True).filter(pk=query).first()
    if row is None:
        return False
    told = MassPart.objects.filter(query=row).aggregate(n=Sum("answered"))
    mailing.failed(row, answered=told["n"] or 0, at=at)
    return True
