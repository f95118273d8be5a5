"""Finished mass queries, as rooms above list them beside what else waits for somebody, and give them to colleagues.

One that a system sent and nobody has taken over is its system's: it waits for no member.
"""

from collections.abc import Callable, Collection
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from lookups.mass import reads
from lookups.mass.model import QueryTold
from lookups.mass.models import MassQuery
from lookups.mass.states import State
from portal.access.askers import Asker, Role
from portal.access.errors import NoSuchRight
from portal.access.reads import Colleague
from portal.gates import services as gates
from portal.organisations.models import Service
from portal.tenants.scope import acting_for

FINISHED = (State.DONE, State.DONE_WITH_FAULTS, State.FAILED)

Opened = Callable[[Asker, QueryTold, datetime], None]

_listeners: list[Opened] = []


def rows() -> QuerySet[MassQuery]:
    """Return the acting organisation's finished queries that a member answers for; `reads.told_of` reads them."""
    return reads.counted().filter(
        state__in=FINISHED, responsible__isnull=False, ended_at__isnull=False
    )


def give(asker: Asker, queries: Collection[UUID], *, to: Colleague) -> int:
    """Make a colleague responsible for queries, in one statement; return for how many. Raises as `gates.may_use`.

    What the organisation does not have, or has only the memory of, is left out.
    """
    gates.may_use(asker, Service.MASS)
    with acting_for(asker.organisation):
        kept = MassQuery.objects.filter(pk__in=queries).exclude(state=State.REMOVED)
        return kept.update(responsible_id=to.user)


def count_of(users: Collection[int]) -> int:
    """Return how many of the acting organisation's kept queries, finished or not, some members answer for."""
    return _kept_of(users).count()


def hand_over(asker: Asker, users: Collection[int], *, to: Colleague) -> int:
    """Make a colleague responsible for all that some members answer for; return for how many. Raises NoSuchRight."""
    if Role.LOCAL_ADMINISTRATOR not in asker.roles:
        raise NoSuchRight
    with acting_for(asker.organisation):
        return _kept_of(users).update(responsible_id=to.user)


def _kept_of(users: Collection[int]) -> QuerySet[MassQuery]:
    return MassQuery.objects.filter(responsible__in=users).exclude(state=State.REMOVED)


def join(opened: Opened) -> None:
    """Take from a room what it notes when a member opens a finished query; called in its AppConfig.ready()."""
    if opened not in _listeners:
        _listeners.append(opened)


def tell_opened(asker: Asker, query: QueryTold, *, at: datetime) -> None:
    """Tell the rooms above that a member has opened a query, if it is finished."""
    if query.state in FINISHED:
        for opened in tuple(_listeners):
            opened(asker, query, at)
