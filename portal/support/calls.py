"""Finds a call by its id or by the reference that was read out: what a limit refused, and what was let in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from portal.organisations.models import Service
from portal.quotas.figures import Limit
from portal.support.reads import OrganisationTold

# By the last ten digits, which a reference holds: refusals (30 days) by index; admissions (a day) are looked through.
CALLS = """
WITH c AS MATERIALIZED (  -- once, whatever the planner knows of the tables
  SELECT lane_id, at, bound_by, wait_ms, channel, client, version, request_id, NULL::bigint AS number
  FROM quotas_refused WHERE right(request_id::text, 10) = %(digits)s
  UNION ALL
  SELECT lane_id, at, '', 0, channel, client, version, request_id, seq
  FROM quotas_admission WHERE right(request_id::text, 10) = %(digits)s
)
SELECT o.id, o.aktors_id, o.name, o.number, l.service, c.at, c.bound_by, c.wait_ms, c.channel, c.client, c.version,
       c.request_id, coalesce(s.busy, false)
FROM c
JOIN quotas_lane l ON l.id = c.lane_id
JOIN organisations_organisation o ON o.id = l.organisation_id
LEFT JOIN quotas_slot s ON s.lane_id = c.lane_id AND s.seq = c.number
WHERE %(call)s::uuid IS NULL OR c.request_id = %(call)s
ORDER BY c.at DESC LIMIT 50
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call that a lane counted. `bound_by` is None when it was let in; `holds` while its answer is being made."""

    organisation: OrganisationTold
    service: Service
    at: datetime
    bound_by: Limit | None
    wait_ms: int
    channel: str
    client: str
    version: str
    request_id: UUID
    holds: bool


def by_digits(digits: str, *, call: UUID | None = None) -> tuple[Call, ...]:
    """Return the calls whose ids end with ten hexadecimal digits, the last first; with `call` that one's alone.

    A call that was refused and came again under the same id is told once for each time.
    """
    with connection.cursor() as cursor:
        cursor.execute(CALLS, {"digits": digits, "call": call})
        return tuple(_call(row) for row in cursor.fetchall())


def by_id(call: UUID) -> tuple[Call, ...]:
    """Return what the lanes know of a call's id, the last first."""
    return by_digits(call.hex[-10:], call=call)


def _call(row: tuple[Any, ...]) -> Call:
    key, aktors_id, name, number, service, at, bound_by, wait_ms, channel, client, version, call = (
        row[:12]
    )
    return Call(
        organisation=OrganisationTold(id=key, aktors_id=aktors_id, name=name, number=number),
        service=Service(service),
        at=at,
        bound_by=Limit(bound_by) if bound_by else None,
        wait_ms=wait_ms,
        channel=channel,
        client=client,
        version=version,
        request_id=call,
        holds=row[12],
    )
