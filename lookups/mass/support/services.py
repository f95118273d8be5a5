"""What the operator does to a mass query: lets it stand still, and lets it go on. Nobody's rows are read."""

from uuid import UUID

from django.db import transaction

from lookups.mass.errors import MassQueryNotThere, NotNow
from lookups.mass.models import MassAct, MassQuery
from lookups.mass.states import FOLLOWS, Pause, State
from lookups.mass.sweeping import ASK
from portal.jobs import services as jobs
from portal.quotas.terms import Entered

READ = ("id", "organisation_id", "state", "pause", "sent_at")  # what support's role may read of it


def pause(query: UUID, entered: Entered) -> None:
    """Let a query stand still until it is let go on; the part that is asked now is finished first.

    Raises MassQueryNotThere, NotNow for one that stands still so already, has ended or was never sent.
    """
    with transaction.atomic():
        row = _locked(query)
        outage = row.state == State.PAUSED and row.pause == Pause.OUTAGE
        if row.sent_at is None or not (outage or State.PAUSED in FOLLOWS[State(row.state)]):
            raise NotNow(status=row.get_state_display())
        row.state, row.pause = State.PAUSED, Pause.SUPPORT
        row.save(update_fields=["state", "pause"])
        _note(row, MassAct.Kind.PAUSED, entered)


def resume(query: UUID, entered: Entered) -> None:
    """Let a query go on that `pause` stopped. Raises MassQueryNotThere, NotNow for any other."""
    with transaction.atomic():
        row = _locked(query)
        if row.pause != Pause.SUPPORT:
            raise NotNow(status=row.get_state_display())
        row.state, row.pause = State.QUEUED, ""
        row.save(update_fields=["state", "pause"])
        _note(row, MassAct.Kind.RESUMED, entered)
        jobs.nudge(ASK)


def _locked(query: UUID) -> MassQuery:
    row = MassQuery.objects.select_for_update(of=("self",)).only(*READ).filter(pk=query).first()
    if row is None:
        raise MassQueryNotThere
    return row


def _note(row: MassQuery, kind: MassAct.Kind, entered: Entered) -> None:
    MassAct.objects.create(
        organisation_id=row.organisation_id,
        query=row,
        kind=kind,
        why=entered.why,
        by=entered.by,
        at=entered.at,
    )
