"""What support reads of mass queries, in its own role (`as_support`): whose, how far and why; no contents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from lookups.mass.errors import MassQueryNotThere
from lookups.mass.models import MassAct
from lookups.mass.states import ENDED, Pause, State
from portal.support.reads import OrganisationTold

DAYS = timedelta(days=7)  # that a query is listed after it was last heard of
MOST = 100
UNDER_WAY = [one.value for one in State if one not in ENDED and one is not State.REMOVED]

TOLD = """
SELECT o.id, o.aktors_id, o.name, o.number, q.id, q.request_id, q.client, q.version, q.state, q.pause, q.reason,
       q.created_at, q.opens_at, q.sent_at, q.started_at, q.ended_at, q.kept_until, q.rows, q.faults, q.doubles,
       p.answered, p.unanswered
FROM mass_massquery q
JOIN organisations_organisation o ON o.id = q.organisation_id
CROSS JOIN LATERAL (
  SELECT coalesce(sum(m.answered), 0) AS answered, coalesce(sum(m.unanswered), 0) AS unanswered
  FROM mass_masspart m WHERE m.query_id = q.id) p
"""
LATEST = """
WHERE q.organisation_id = %s AND (q.state = ANY(%s) OR coalesce(q.ended_at, q.created_at) >= %s)
ORDER BY q.created_at DESC, q.id LIMIT %s
"""
ONE = "WHERE q.id = %s"
# By the last ten digits, which a reference holds, of the query's id or of the call that sent it. There are some
# thousand queries a year: they are looked through without an index.
BY_DIGITS = """
WHERE right(q.id::text, 10) = %(digits)s OR right(q.request_id::text, 10) = %(digits)s
ORDER BY q.created_at DESC LIMIT 50
"""
BY_ID = "WHERE q.id = %(id)s OR q.request_id = %(id)s ORDER BY q.created_at DESC LIMIT 50"


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportTold:
    """A mass query as support may know it; `client` is "" for one that was asked on a page."""

    organisation: OrganisationTold
    id: UUID
    request_id: UUID
    client: str
    version: str
    state: State
    pause: Pause | None
    reason: str
    created_at: datetime
    opens_at: datetime | None
    sent_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    kept_until: datetime | None
    rows: int
    faults: int
    doubles: int
    answered: int
    unanswered: int

    @property
    def may_pause(self) -> bool:
        """Say whether `services.pause` would take it."""
        under_way = self.state in (State.QUEUED, State.UNDER_WAY)
        return self.sent_at is not None and (under_way or self.pause is Pause.OUTAGE)

    @property
    def may_go_on(self) -> bool:
        """Say whether `services.resume` would take it."""
        return self.pause is Pause.SUPPORT


def latest(organisation: int, *, at: datetime) -> Sequence[SupportTold]:
    """Return an organisation's queries that are under way or were in the last days, the newest first; at most 100."""
    return _told(TOLD + LATEST, [organisation, UNDER_WAY, at - DAYS, MOST])


def one(query: UUID) -> SupportTold:
    """Return a query. Raises MassQueryNotThere."""
    found = _told(TOLD + ONE, [query])
    if not found:
        raise MassQueryNotThere
    return found[0]


def by_digits(digits: str) -> Sequence[SupportTold]:
    """Return the queries whose id, or whose sending call's, ends with ten hexadecimal digits."""
    return _told(TOLD + BY_DIGITS, {"digits": digits})


def by_id(told: UUID) -> Sequence[SupportTold]:
    """Return the query with an id, or those that a call sent."""
    return _told(TOLD + BY_ID, {"id": told})


def acts(query: UUID) -> Sequence[MassAct]:
    """Return what was done to a query by hand, the last first."""
    return list(MassAct.objects.filter(query_id=query))


def _told(sql: str, params: Any) -> Sequence[SupportTold]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [_row(row) for row in cursor.fetchall()]


def _row(row: tuple[Any, ...]) -> SupportTold:
    key, aktors_id, name, number, query, request_id, client, version, state, pause, reason = row[
        :11
    ]
    created_at, opens_at, sent_at, started_at, ended_at, kept_until = row[11:17]
    rows, faults, doubles, answered, unanswered = row[17:]
    return SupportTold(
        organisation=OrganisationTold(id=key, aktors_id=aktors_id, name=name, number=number),
        id=query,
        request_id=request_id,
        client=client,
        version=version,
        state=State(state),
        pause=Pause(pause) if pause else None,
        reason=reason,
        created_at=created_at,
        opens_at=opens_at,
        sent_at=sent_at,
        started_at=started_at,
        ended_at=ended_at,
        kept_until=kept_until,
        rows=rows,
        faults=faults,
        doubles=doubles,
        answered=answered,
        unanswered=unanswered,
    )
