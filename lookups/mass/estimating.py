"""When a mass query is expected to be ready, by the pace it has had; nothing is promised."""

from datetime import datetime, timedelta

from lookups.mass.model import QueryTold
from lookups.mass.states import State

LEAST = 50  # rows asked before a pace is known


def ready_at(query: QueryTold, *, at: datetime) -> datetime | None:
    """Return when a query under way is expected to be ready; None where that cannot be told yet."""
    done = query.answered + query.unanswered
    if (
        query.state is not State.UNDER_WAY
        or query.started_at is None
        or done < min(LEAST, query.rows)
    ):
        return None
    spent = max(at - query.started_at, timedelta(seconds=1))
    return at + spent * (query.left / done) if done else None
