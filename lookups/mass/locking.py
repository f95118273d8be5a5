"""A mass query's row, locked for a change of its state, and what follows what."""

from typing import Any
from uuid import UUID

from lookups.mass import reads
from lookups.mass.errors import MassQueryNotThere, NotNow, ResultGone
from lookups.mass.models import MassQuery
from lookups.mass.states import FOLLOWS, State


def row_of(query: UUID) -> MassQuery:
    """Return the acting organisation's query, locked. Raises MassQueryNotThere, ResultGone."""
    row = MassQuery.objects.select_for_update(of=("self",)).filter(pk=query).first()
    if row is None:
        raise MassQueryNotThere
    if row.state == State.REMOVED:
        raise ResultGone(hamtas_senast=reads.day_and_time(row.kept_until))
    return row


def save(row: MassQuery, **changes: Any) -> None:
    """Change some fields of a row, and write no other."""
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(update_fields=list(changes))


def locked(query: UUID, following: State) -> MassQuery:
    """Return the row of `row_of`, that may go on to a state. Raises as it does, and NotNow."""
    row = row_of(query)
    hold_to_states(row, following)
    return row


def hold_to_states(row: MassQuery, following: State) -> None:
    """Raise NotNow unless the state may follow."""
    if following not in FOLLOWS[State(row.state)]:
        raise NotNow(status=row.get_state_display())
