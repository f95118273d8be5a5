"""Sends at opening what was kept while mass queries were closed, or says that it did not (R15)."""

from datetime import datetime

from django.db import transaction

from lookups.mass import mailing
from lookups.mass.models import MassFault, MassPart, MassQuery
from lookups.mass.reads import kept_until
from lookups.mass.states import State
from portal.access.again import asker_again
from portal.access.askers import Asker
from portal.access.errors import NoSuchRight
from portal.errors import Refusal, TemporarilyUnavailable
from portal.gates.services import Call, pass_gates
from portal.organisations.models import Service
from portal.quotas.errors import CountNotKept, QuotaExceeded
from portal.status.errors import IncidentUnderWay, OutsideOpeningHours, WindowUnderWay
from portal.tenants.scope import acting_for

LATER = (  # not yet: the next sweep tries again
    OutsideOpeningHours,
    WindowUnderWay,
    IncidentUnderWay,
    QuotaExceeded,
    CountNotKept,
    TemporarilyUnavailable,
)


def send_due(at: datetime) -> int:
    """Send the held queries whose time has come, each judged as its asker stands now; return how many were sent."""
    due = MassQuery.objects.filter(
        state=State.QUEUED, sent_at=None, opens_at__isnull=False, opens_at__lte=at
    ).order_by("opens_at", "created_at")
    return sum(_send(row, at=at) for row in list(due[:200]))


def _send(row: MassQuery, *, at: datetime) -> bool:
    asker = asker_again(row.organisation_id, user=row.user_id, client=row.client)
    try:
        if asker is None:
            raise NoSuchRight
        with pass_gates(
            asker,
            Service.MASS,
            purpose=row.purpose,
            well_put=lambda _agreed: None,
            call=Call(at=at, request_id=row.request_id, version=row.version),
        ):
            return _accept(asker, row, at=at)
    except LATER:
        return False
    except Refusal as refusal:
        _not_sent(row, refusal, at=at)
        return False


def _accept(asker: Asker, row: MassQuery, *, at: datetime) -> bool:
    with acting_for(asker.organisation, durable=True):
        changed = MassQuery.objects.filter(
            pk=row.pk, state=State.QUEUED, sent_at=None, opens_at__isnull=False
        ).update(sent_at=at, opens_at=None)
    return bool(changed)


@transaction.atomic
def _not_sent(row: MassQuery, refusal: Refusal, *, at: datetime) -> None:
    """End a held query that may not be asked: nothing of its file is kept."""
    held = MassQuery.objects.select_for_update().filter(pk=row.pk, state=State.QUEUED, sent_at=None)
    if held.update(
        state=State.FAILED,
        reason=refusal.slug,
        ended_at=at,
        opens_at=None,
        kept_until=kept_until(at=at),
    ):
        MassPart.objects.filter(query_id=row.pk).delete()
        MassFault.objects.filter(query_id=row.pk).delete()
        mailing.not_sent(row, at=at)
