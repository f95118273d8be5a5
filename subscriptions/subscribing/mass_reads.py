"""What the acting organisation's mass changes came to."""

from collections.abc import Sequence
from uuid import UUID

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
    return [
        RowTold(
            line=row.line,
            public=row.public,
            outcome=Outcome(row.outcome),
            pointer=row.pointer,
            code=row.code,
            detail=row.detail,
        )
        for row in found
    ]


def told(row: MassChange) -> MassChangeTold:
    """Return a row as it is told."""
    return MassChangeTold(
        id=row.pk,
        action=Action(row.action),
        made_at=row.made_at,
        rows=row.rows,
        refused=row.refused,
    )
