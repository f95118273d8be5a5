"""What the acting organisation's mass changes came to."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Count

from subscriptions.subscribing.errors import MassChangeNotThere
from subscriptions.subscribing.mass_model import MassChangeTold, RowTold
from subscriptions.subscribing.mass_models import Action, MassChange, MassChangeRow, Outcome


def one(organisation: int, change: UUID) -> MassChangeTold:
    """Return a mass change. Raises MassChangeNotThere."""
    row = MassChange.objects.filter(organisation_id=organisation, pk=change).first()
    if row is None:
        raise MassChangeNotThere
    return told(row)


def rows(organisation: int, change: UUID, *, after: int = 0, size: int) -> Sequence[RowTold]:
    """Return what became of its rows, in their order, after a row."""
    found = MassChangeRow.objects.filter(
        organisation_id=organisation, change_id=change, line__gt=after
    ).order_by("line")[:size]
    return [_row(row) for row in found]


def outcomes(organisation: int, change: UUID) -> Mapping[Outcome, int]:
    """Return how many of its rows came to what."""
    counted = (
        MassChangeRow.objects.filter(organisation_id=organisation, change_id=change)
        .values_list("outcome")
        .annotate(n=Count("id"))
        .order_by()
    )
    return {Outcome(outcome): n for outcome, n in counted}


def refused(organisation: int, change: UUID, *, size: int) -> Sequence[RowTold]:
    """Return the first of its rows that nothing became of, in their order."""
    found = MassChangeRow.objects.filter(
        organisation_id=organisation, change_id=change, outcome=Outcome.REFUSED
    ).order_by("line")[:size]
    return [_row(row) for row in found]


def told(row: MassChange) -> MassChangeTold:
    """Return a row as it is told."""
    return MassChangeTold(
        id=row.pk,
        action=Action(row.action),
        made_at=row.made_at,
        rows=row.rows,
        refused=row.refused,
    )


def _row(row: MassChangeRow) -> RowTold:
    return RowTold(
        line=row.line,
        public=row.public,
        outcome=Outcome(row.outcome),
        pointer=row.pointer,
        code=row.code,
        detail=row.detail,
        column=row.column,
        own=row.own,
    )
