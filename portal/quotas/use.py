"""What was used: questions let in and refused, over time, by way, client and version; 90 days back (R19).

Sums of old rows and the rows themselves, which became no sums yet: each question is counted once. The scope is the
caller's: an organisation's own, or support's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.db import connection

from portal.organisations.models import Service
from portal.quotas.figures import Limit

Step = Literal["hour", "day", "month"]

# Whole hours alone: the ends of a time asked about are Swedish days or hours.
COUNTED = """
SELECT lane_id, hour, channel, client, version, bound_by, questions
FROM quotas_use WHERE hour >= %(since)s AND hour < %(until)s {whose}
UNION ALL
SELECT lane_id, date_trunc('hour', at, 'UTC'), channel, client, version, '', 1
FROM quotas_admission WHERE at >= %(since)s AND at < %(until)s {whose}
UNION ALL
SELECT lane_id, date_trunc('hour', at, 'UTC'), channel, client, version, bound_by, 1
FROM quotas_refused WHERE at >= %(since)s AND at < %(until)s {whose}
"""
WHOSE = "AND lane_id IN (SELECT id FROM quotas_lane WHERE organisation_id = %(organisation)s)"
# Summed by lane before it is joined, once: whatever the planner knows of the tables, what is joined is small.
OVER_TIME = """
WITH c AS MATERIALIZED (
  SELECT lane_id, date_trunc(%(step)s, hour, 'Europe/Stockholm') AS since, channel, client, version, bound_by,
         sum(questions) AS questions
  FROM (COUNTED) counted GROUP BY 1, 2, 3, 4, 5, 6
)
SELECT l.service, c.since, c.channel, c.client, c.version, c.bound_by, sum(c.questions)::bigint
FROM c JOIN quotas_lane l ON l.id = c.lane_id
GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 2, 1, 3, 4, 5, 6
""".replace("COUNTED", COUNTED.format(whose=WHOSE))
OF_ALL = """
WITH c AS MATERIALIZED (
  SELECT lane_id, bound_by, version, sum(questions) AS questions, max(hour) AS last
  FROM (COUNTED) counted GROUP BY 1, 2, 3
)
SELECT l.organisation_id, l.service, c.bound_by, c.version, sum(c.questions)::bigint, max(c.last)
FROM c JOIN quotas_lane l ON l.id = c.lane_id
GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
""".replace("COUNTED", COUNTED.format(whose=""))
REFUSALS = """
SELECT l.service, r.at, r.bound_by, r.wait_ms, r.channel, r.client, r.version, r.request_id
FROM quotas_refused r JOIN quotas_lane l ON l.id = r.lane_id
WHERE l.organisation_id = %s ORDER BY r.at DESC LIMIT %s
"""
REFUSAL = """
SELECT l.service, r.at, r.bound_by, r.wait_ms, r.channel, r.client, r.version, r.request_id
FROM quotas_refused r JOIN quotas_lane l ON l.id = r.lane_id
WHERE r.request_id = %s
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """Questions of a Swedish hour, day or month, by way, client and version; `bound_by` is None for those let in."""

    service: Service
    since: datetime
    channel: str
    client: str
    version: str
    bound_by: Limit | None
    questions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """Questions of one organisation in a time, by version and limit; `last` is the last hour that had any."""

    organisation: int
    service: Service
    bound_by: Limit | None
    version: str
    questions: int
    last: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalTold:
    """One refusal: when, by which limit, how long a wait was told, and which call."""

    service: Service
    at: datetime
    bound_by: Limit
    wait_ms: int
    channel: str
    client: str
    version: str
    request_id: UUID


def over_time(
    organisation: int, *, since: datetime, until: datetime, step: Step
) -> tuple[Used, ...]:
    """Return an organisation's use between two moments (whole hours), per Swedish hour, day or month."""
    told = {"organisation": organisation, "since": since, "until": until, "step": step}
    return tuple(
        Used(
            service=Service(service),
            since=begins,
            channel=channel,
            client=client,
            version=version,
            bound_by=_limit(bound_by),
            questions=questions,
        )
        for service, begins, channel, client, version, bound_by, questions in _rows(OVER_TIME, told)
    )


def of_all(*, since: datetime, until: datetime) -> tuple[Total, ...]:
    """Return every organisation's use between two moments (whole hours): support's monthly table."""
    return tuple(
        Total(
            organisation=organisation,
            service=Service(service),
            bound_by=_limit(bound_by),
            version=version,
            questions=questions,
            last=last,
        )
        for organisation, service, bound_by, version, questions, last in _rows(
            OF_ALL, {"since": since, "until": until}
        )
    )


def refusals(organisation: int, *, most: int = 100) -> tuple[RefusalTold, ...]:
    """Return an organisation's latest refusals, the last first."""
    return _told(_rows(REFUSALS, [organisation, most]))


def refusal(request_id: UUID) -> RefusalTold | None:
    """Return the refusal of a call, by its request id; None where the limits refused no such call."""
    return next(iter(_told(_rows(REFUSAL, [request_id]))), None)


def _told(rows: Iterable[tuple[Any, ...]]) -> tuple[RefusalTold, ...]:
    return tuple(
        RefusalTold(
            service=Service(service),
            at=at,
            bound_by=Limit(bound_by),
            wait_ms=wait_ms,
            channel=channel,
            client=client,
            version=version,
            request_id=request_id,
        )
        for service, at, bound_by, wait_ms, channel, client, version, request_id in rows
    )


def _limit(told: str) -> Limit | None:
    return Limit(told) if told else None


def _rows(sql: str, told: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, told)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
