"""What is agreed at a moment beside the lane's figures, and how many members there are.

The scope is the caller's: an organisation's own, or support's.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from portal.organisations.models import Service

IN_FORCE = """
SELECT s.service, t.kind, upper(t.period), t.persons_per_day, t.members
FROM quotas_terms t
JOIN organisations_agreedservice s ON s.id = t.agreed_service_id
JOIN organisations_agreement a ON a.id = s.agreement_id
WHERE t.organisation_id = %s AND t.period @> %s AND a.period @> %s
ORDER BY s.service, t.kind
"""
# Named columns: support has a right to these alone, and to no name.
MEMBERS = """
SELECT count(*) FROM access_membership m JOIN access_user u ON u.id = m.user_id
WHERE m.organisation_id = %s AND m.closed_at IS NULL AND u.is_active
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """What terms of a service hold at a moment; `raised_until` is None where no raise stands."""

    service: Service
    raised_until: datetime | None
    persons_per_day: int | None
    members: int | None


def in_force(organisation: int, *, at: datetime, day: date) -> tuple[InForce, ...]:
    """Return the entered terms that hold at a moment of a Swedish day, one for each service that has any."""
    with connection.cursor() as cursor:
        cursor.execute(IN_FORCE, [organisation, at, day])
        rows = cursor.fetchall()
    found = {}
    for service in dict.fromkeys(row[0] for row in rows):
        mine = {kind: told for name, kind, *told in rows if name == service}
        _ends, persons, members = mine.get("agreed", (None, None, None))
        found[service] = InForce(
            service=Service(service),
            raised_until=mine["raise"][0] if "raise" in mine else None,
            persons_per_day=persons,
            members=members,
        )
    return tuple(found.values())


def members(organisation: int) -> int:
    """Return how many open accounts are members of an organisation."""
    with connection.cursor() as cursor:
        cursor.execute(MEMBERS, [organisation])
        (number,) = cursor.fetchone() or (0,)
    return int(number)
