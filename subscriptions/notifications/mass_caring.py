"""What a member does with a finished mass query in the inbox; that it is opened is noted where it is opened."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from lookups.mass import finished
from lookups.mass.model import QueryTold
from lookups.mass.models import MassQuery
from portal.access.askers import Asker
from portal.gates import services as gates
from portal.organisations.models import Service
from portal.tenants.scope import acting_for
from subscriptions.notifications import mass_queries
from subscriptions.notifications.caring import Handled, colleague, hold_to_note
from subscriptions.notifications.models import MassCare


def handle(asker: Asker, query: UUID, *, note: str = "", at: datetime) -> Handled:
    """Note that a query has been handled; again it stays as it was, but for a new note.

    Raises MassQueryNotThere, ReferenceHoldsIdentity, and what `gates.may_use` refuses.
    """
    hold_to_note(note)
    gates.may_use(asker, Service.MASS)
    with acting_for(asker.organisation):
        mass_queries.one(query)
        if note:
            _write(asker, [query], {"note": note})
        return handle_several(asker, [query], at=at)


def handle_several(asker: Asker, chosen: Collection[UUID], *, at: datetime) -> Handled:
    """Note that queries have been handled; what somebody else has handled stays theirs.

    What the organisation does not have, or has not finished, is left out. Raises what `gates.may_use` refuses.
    """
    gates.may_use(asker, Service.MASS)
    with acting_for(asker.organisation):
        # In one order, so that two who mark the same at once wait for each other.
        ended = dict(
            MassQuery.objects.filter(
                pk__in=chosen, state__in=finished.FINISHED, responsible__isnull=False
            )
            .order_by("pk")
            .select_for_update(of=("self",))
            .values_list("pk", "ended_at")
        )
        cares = MassCare.objects.filter(query__in=ended, handled_at__isnull=False)
        before = {
            one.query_id: one.handled_by
            for one in cares
            if one.handled_at and one.handled_at >= (ended[one.query_id] or at)
        }
        fresh = [one for one in ended if one not in before]
        _write(asker, fresh, {"handled_at": at, "handled_by": asker.name})
    return Handled(count=len(fresh), already=len(before), by=sorted({*before.values()}))


def reopen(asker: Asker, query: UUID) -> None:
    """Let a query wait again. Raises as `handle`."""
    gates.may_use(asker, Service.MASS)
    with acting_for(asker.organisation):
        mass_queries.one(query)
        _write(asker, [query], {"handled_at": None, "handled_by": "", "opened_at": None})


def give(asker: Asker, query: UUID, *, to: int | None) -> None:
    """Make a colleague, or oneself, responsible for a query. Raises as `handle`, and NoSuchColleague."""
    gates.may_use(asker, Service.MASS)
    with acting_for(asker.organisation):
        mass_queries.one(query)
        finished.give(asker, [query], to=colleague(asker, to))


def give_several(asker: Asker, chosen: Collection[UUID], *, to: int | None) -> int:
    """Make a colleague responsible for queries, in one statement; return for how many. Raises as `give`."""
    with acting_for(asker.organisation):
        return finished.give(asker, chosen, to=colleague(asker, to))


def note_opened(asker: Asker, query: QueryTold, at: datetime) -> None:
    """Note that who is responsible for a finished query has opened it: it waits no more."""
    if asker.user is None or asker.user != query.responsible_user:
        return
    with acting_for(asker.organisation):
        _write(asker, [query.id], {"opened_at": at})


def _write(asker: Asker, queries: Collection[UUID], changes: dict[str, object]) -> None:
    """Write some fields of the queries' care, in one statement."""
    MassCare.objects.bulk_create(
        [
            MassCare(query_id=one, organisation_id=asker.organisation, **changes)
            for one in sorted(queries)
        ],
        update_conflicts=True,
        unique_fields=["query"],
        update_fields=list(changes),
    )
