"""What support reads of organisations, in its own role (`portal.tenants.scope.as_support`)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from portal.organisations.models import Service
from portal.quotas.counting import figures_of
from portal.quotas.figures import USUAL, Figures
from portal.shell import formats
from portal.support.models import Freed

MOST = 50  # organisations that a search lists
LAST = str.maketrans("åäö", "{|}")  # the signs after z

BY_ID = """
SELECT o.id, o.aktors_id, o.name, o.number FROM organisations_organisation o WHERE o.aktors_id = %s
"""
BY_NUMBER = """
SELECT o.id, o.aktors_id, o.name, o.number FROM organisations_organisation o WHERE o.number = %s ORDER BY o.name
"""
ALL = "SELECT o.id, o.aktors_id, o.name, o.number FROM organisations_organisation o"
# A client is its party's, and asks for those it represents.
BY_CLIENT = """
SELECT o.id, o.aktors_id, o.name, o.number FROM organisations_organisation o
WHERE o.id IN (
  SELECT c.organisation_id FROM access_apiclient c WHERE c.client_id = %(client)s
  UNION SELECT r.organisation_id FROM access_representation r JOIN access_apiclient c ON c.id = r.api_client_id
  WHERE c.client_id = %(client)s
) ORDER BY o.name
"""
# The agreement of the day, else the last that began, else the first to come.
AGREEMENT = """
SELECT a.number, lower(a.period), upper(a.period), a.period @> %(day)s,
       ARRAY(SELECT s.service FROM organisations_agreedservice s WHERE s.agreement_id = a.id)
FROM organisations_agreement a WHERE a.organisation_id = %(organisation)s
ORDER BY a.period @> %(day)s DESC, lower(a.period) <= %(day)s DESC,
         CASE WHEN lower(a.period) <= %(day)s THEN %(day)s - lower(a.period) ELSE lower(a.period) - %(day)s END
LIMIT 1
"""
AGREED = """
SELECT s.id FROM organisations_agreedservice s JOIN organisations_agreement a ON a.id = s.agreement_id
WHERE s.organisation_id = %s AND s.service = %s AND a.period @> %s
"""
# What held when the raise began; where nothing was agreed, the usual.
DOUBLE = 2.0
LOOKED_BACK = timedelta(
    days=7
)  # an administrator sees a raise the next day, and after a week end too
RAISES = """
SELECT o.id, o.aktors_id, o.name, o.number, s.service, t.per_second, t.per_minute, t.per_hour, t.concurrency,
       b.per_second, b.per_minute, b.per_hour, b.concurrency, upper(t.period), t.why, t.entered_by, t.entered_at
FROM quotas_terms t
JOIN organisations_agreedservice s ON s.id = t.agreed_service_id
JOIN organisations_organisation o ON o.id = t.organisation_id
LEFT JOIN quotas_terms b
  ON b.agreed_service_id = t.agreed_service_id AND b.kind = 'agreed' AND b.period @> lower(t.period)
WHERE t.kind = 'raise' AND (t.entered_at >= %s OR upper(t.period) > %s)
ORDER BY t.entered_at DESC
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationTold:
    """An organisation as support names it."""

    id: int
    aktors_id: UUID
    name: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementTold:
    """An agreement: `ends` is the first day that it does not cover, None without an end."""

    number: str
    begins: date
    ends: date | None
    in_force: bool
    services: tuple[Service, ...]

    @property
    def period(self) -> str:
        """Return the days it covers, in words."""
        return formats.span(self.begins, self.ends - timedelta(days=1) if self.ends else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Raise:
    """A temporary raise: the highest figure over what held, as a factor, with who and why."""

    organisation: OrganisationTold
    service: Service
    factor: float
    until: datetime
    why: str
    by: str
    at: datetime


def by_id(aktors_id: UUID) -> OrganisationTold | None:
    """Return the organisation with an actor's id; None where there is none."""
    return next(iter(_organisations(BY_ID, [aktors_id])), None)


def by_number(number: str) -> tuple[OrganisationTold, ...]:
    """Return the organisations with an organisation number (`212000-0001`): boards of a municipality share it."""
    return _organisations(BY_NUMBER, [number])


def by_name(text: str) -> tuple[OrganisationTold, ...]:
    """Return the organisations whose name holds a text, in any case of letters; at most 50."""
    # Compared here: the database's letters may know no Ä (locale C), and there are some hundred names.
    folded = text.casefold()
    found = [one for one in _organisations(ALL, []) if folded in one.name.casefold()]
    return tuple(sorted(found, key=lambda one: alphabetical(one.name))[:MOST])


def by_client(client: str) -> tuple[OrganisationTold, ...]:
    """Return a client's own organisation and those that it represents."""
    return _organisations(BY_CLIENT, {"client": client})


def alphabetical(name: str) -> str:
    """Return what puts names in the Swedish order, in which å, ä and ö come last.

    >>> sorted(["Öre", "Ale", "Ärla", "Åre", "Zon"], key=alphabetical)
    ['Ale', 'Zon', 'Åre', 'Ärla', 'Öre']
    """
    return name.casefold().translate(LAST)


def agreement(organisation: int, *, day: date) -> AgreementTold | None:
    """Return the agreement of a day, else the last before it, else the next; None where there is none."""
    rows = _rows(AGREEMENT, {"organisation": organisation, "day": day})
    if not rows:
        return None
    number, begins, ends, in_force, services = rows[0]
    return AgreementTold(
        number=number,
        begins=begins,
        ends=ends,
        in_force=in_force,
        services=tuple(one for one in Service if one in services),
    )


def agreed_service(organisation: int, service: Service, *, day: date) -> int | None:
    """Return the id of the service in the agreement of a day; None where it is not agreed."""
    return next((found for (found,) in _rows(AGREED, [organisation, service, day])), None)


def freed(organisation: int) -> tuple[Freed, ...]:
    """Return the slots of an organisation that were freed by hand, the last first."""
    return tuple(Freed.objects.filter(organisation_id=organisation))


def figures_at(organisation: int, service: Service, *, at: datetime) -> Figures:
    """Return what the terms as they are known now say of a moment."""
    ((agreed, slots, pause),) = _rows(
        "SELECT agreed, slots, pause FROM quotas_in_force(%s, %s, %s)", [organisation, service, at]
    )
    return figures_of(agreed, slots, pause)


def raises_to_look_at(*, at: datetime) -> tuple[Raise, ...]:
    """Return the raises that an administrator looks at: to more than the double, lately entered or still in force."""
    found = []
    for row in _rows(RAISES, [at - LOOKED_BACK, at]):
        service, raised, before = Service(row[4]), row[5:9], row[9:13]
        usual = USUAL[service]
        held = (
            (usual.per_second, usual.per_minute, usual.per_hour, usual.concurrency)
            if before[0] is None
            else before
        )
        most = max(new / old for new, old in zip(raised, held, strict=True))
        if most > DOUBLE:
            until, why, by, entered = row[13:]
            whose = OrganisationTold(id=row[0], aktors_id=row[1], name=row[2], number=row[3])
            found.append(
                Raise(
                    organisation=whose,
                    service=service,
                    factor=most,
                    until=until,
                    why=why,
                    by=by,
                    at=entered,
                )
            )
    return tuple(found)


def _organisations(sql: str, told: Any) -> tuple[OrganisationTold, ...]:
    return tuple(
        OrganisationTold(id=key, aktors_id=aktors_id, name=name, number=number)
        for key, aktors_id, name, number in _rows(sql, told)
    )


def _rows(sql: str, told: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, told)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
