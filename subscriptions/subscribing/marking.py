"""Renews or unregisters those that were marked in a list, or all that it holds: one mass change (decision 0017)."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.conf import settings

from portal import clock
from portal.access.askers import Asker
from portal.gates import services as gates
from portal.gates.services import Call
from portal.organisations.models import Service
from subscriptions.subscribing import judging, looking, mass_changing, placing
from subscriptions.subscribing.errors import SubscriptionNotThere
from subscriptions.subscribing.looking import Looked
from subscriptions.subscribing.mass_model import MassChangeTold, RowWanted
from subscriptions.subscribing.mass_models import Action
from subscriptions.subscribing.models import Subscription

Marked = Sequence[UUID] | Looked  # each by its id, or all that a list holds


def renew(asker: Asker, marked: Marked, until: date, *, call: Call) -> MassChangeTold:
    """Let those that are marked go on until a day; none becomes shorter. One question, however many.

    Raises what `judging.hold_to_time` does and `mass_changing.change`; nothing is counted of a day that cannot be.
    """
    for purpose in gates.agreed_purposes(asker, Service.LEKA, at=call.at):
        judging.hold_to_time(until, purpose, today=clock.swedish_day(call.at))
    return mass_changing.change_found(
        asker, Action.RENEW, _rows(asker, marked, until=until, at=call.at), call=call
    )


def unregister(asker: Asker, marked: Marked, *, call: Call) -> MassChangeTold:
    """End those that are marked; one that has ended stays as it is. Raises as `mass_changing.change`."""
    return mass_changing.change_found(
        asker, Action.UNREGISTER, _rows(asker, marked, until=None, at=call.at), call=call
    )


def _rows(
    asker: Asker, marked: Marked, *, until: date | None, at: datetime
) -> Callable[[], Sequence[RowWanted]]:
    def rows() -> Sequence[RowWanted]:
        ids, there = _there(asker.organisation, marked, at=at)
        return [
            _row(line, public, there.get(public), until=until)
            for line, public in enumerate(ids, start=1)
        ]

    return rows


def _there(
    organisation: int, marked: Marked, *, at: datetime
) -> tuple[Sequence[UUID], dict[UUID, Subscription]]:
    """Return the ids that are marked, and the rows that they have."""
    if isinstance(marked, Looked):
        found = looking.found(organisation, marked, at=at)[: settings.LEKA_ROWS]
        there = {one.public: one for one in found}
        return list(there), there
    ids = list(dict.fromkeys(marked))
    return ids, placing.rows_of(organisation, ids)


def _row(line: int, public: UUID, row: Subscription | None, *, until: date | None) -> RowWanted:
    if row is None:
        return RowWanted(line=line, public=public, refusal=SubscriptionNotThere())
    return RowWanted(line=line, public=public, until=until and max(until, row.until))
