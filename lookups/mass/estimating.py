"""When a mass query is expected to be ready, by the pace it has had; nothing is promised."""

from datetime import datetime, timedelta

from lookups.mass.model import QueryTold
from lookups.mass.states import State

LEAST = 50  # rows asked before a pace is known


def ready_at(query: QueryTold, *, at: datetime) -> datetime | None:
    """Return when a query under way is expected to be ready; None where that cannot be told yet.

    The pace is that of the rows asked since it last came under way: hours that it stood still, or had ended, are none.
    """
    if query.state is not State.UNDER_WAY or query.paced_from is None:
        return None
    asked = query.answered + query.unanswered - query.paced_done
    if asked < min(LEAST, query.rows - query.paced_done) or asked <= 0:
        return None
    spent = max(at - query.paced_from, timedelta(seconds=1))
    return at + spent * (query.left / asked)
