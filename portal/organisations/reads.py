"""What stands in an organisation's agreement on a day: one statement, on the hot path."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from portal.clock import swedish_day
from portal.organisations.purpose_models import title
from portal.organisations.scope import Change, Scope, agreed
from portal.tenants.scope import acting_for


@dataclass(frozen=True, slots=True, kw_only=True)
class PurposeTold:
    """A purpose with its law of the day and what it may be told under an agreement; keys are (class, group)."""

    code: str
    name: str
    law: str
    law_from: date
    months: int
    case_required: bool
    caseworker_required: bool
    consent: bool
    groups: frozenset[tuple[str, str]]
    left_out: Mapping[tuple[str, str], frozenset[str]]
    english: str = ""
    care_fees: bool = False  # asked for the sake of care fees
    subscribed: int | None = None  # months that one may subscribe, where the agreement says it

    @property
    def title(self) -> str:
        """Return its name in the reader's language."""
        return title(self.name, self.english)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Whether a service is agreed on a day. `ends` is the first day not covered; `purposes` in the forms' order."""

    begins: date | None
    ends: date | None
    in_force: bool
    service: bool
    purposes: tuple[PurposeTold, ...]


# The agreement of the day, else the next to begin, else the last that ended. What no law carries that day is not told.
# Sets come as lines of text: an array of arrays takes longer to read than to find.
STANDING = r"""
WITH agreement AS (
  SELECT id, lower(period) AS begins, upper(period) AS ends, period @> %(day)s AS in_force
  FROM organisations_agreement WHERE organisation_id = %(organisation)s
  ORDER BY period @> %(day)s DESC, lower(period) > %(day)s DESC,
           CASE WHEN lower(period) > %(day)s THEN lower(period) - %(day)s ELSE %(day)s - lower(period) END
  LIMIT 1
)
SELECT a.begins, a.ends, a.in_force, s.id IS NOT NULL, p.code, p.name, p.english, p.months,
       p.case_required, p.caseworker_required, p.consent,
       (SELECT ARRAY[l.text, l.since::text] FROM organisations_purposelaw l
        WHERE l.purpose_id = p.id AND l.since <= %(day)s AND (l.until >= %(day)s OR l.until IS NULL)),
       (SELECT string_agg(concat_ws(E'\t', g.klass, g."group", array_to_string(g.left_out, ' ')), E'\n')
        FROM organisations_purposegroup g WHERE g.purpose_id = p.id),
       (SELECT string_agg(
          concat_ws(E'\t', c.kind, c.klass, c."group", array_to_string(c.fields, ' '), coalesce(c.months, 0)), E'\n')
        FROM organisations_agreedchange c WHERE c.agreed_service_id = s.id AND c.purpose_id = p.id),
       p.care_fees, s.months
FROM agreement a
LEFT JOIN organisations_agreedservice s ON s.agreement_id = a.id AND s.service = %(service)s
LEFT JOIN (organisations_agreedpurpose ap JOIN organisations_purpose p ON p.id = ap.purpose_id)
  ON ap.agreed_service_id = s.id AND (%(purpose)s::text IS NULL OR p.code = %(purpose)s)
ORDER BY ap.rank, p.name
"""


def agreed_services(organisation: int, *, at: datetime) -> frozenset[str]:
    """Return the services that an organisation has agreed on the Swedish day of an aware moment."""
    with acting_for(organisation), connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.service FROM organisations_agreedservice s "
            "JOIN organisations_agreement a ON a.id = s.agreement_id "
            "WHERE a.organisation_id = %s AND a.period @> %s",
            [organisation, swedish_day(at)],
        )
        return frozenset(service for (service,) in cursor.fetchall())


def standing(organisation: int, service: str, *, day: date, purpose: str | None = None) -> Standing:
    """Return how the service stands on a Swedish day, with all its purposes or the named one alone.

    The connection must be acting for the organisation.
    """
    told: dict[str, Any] = {
        "organisation": organisation,
        "service": service,
        "day": day,
        "purpose": purpose,
    }
    with connection.cursor() as cursor:
        cursor.execute(STANDING, told)
        rows = cursor.fetchall()
    if not rows:
        return Standing(begins=None, ends=None, in_force=False, service=False, purposes=())
    begins, ends, in_force, agreed = rows[0][:4]
    return Standing(
        begins=begins,
        ends=ends,
        in_force=in_force,
        service=agreed,
        purposes=tuple(_purpose(row[4:]) for row in rows if row[11] is not None),
    )


def _purpose(row: tuple[Any, ...]) -> PurposeTold:
    code, name, english, months, case_required, caseworker_required, consent = row[:7]
    (law, law_from), groups, changes, care_fees, subscribed = row[7:]
    own = Scope(
        groups={
            (klass, group): frozenset(fields.split()) for klass, group, fields in _lines(groups)
        },
        months=months,
    )
    scope = agreed(own, map(_change, _lines(changes))) if changes else own
    return PurposeTold(
        code=code,
        name=name,
        english=english,
        law=law,
        law_from=date.fromisoformat(law_from),
        months=scope.months,
        case_required=case_required,
        caseworker_required=caseworker_required,
        consent=consent,
        groups=frozenset(scope.groups),
        left_out={key: fields for key, fields in scope.groups.items() if fields},
        care_fees=care_fees,
        subscribed=subscribed,
    )


def _lines(told: str | None) -> list[list[str]]:
    return [line.split("\t") for line in told.split("\n")] if told else []


def _change(row: Sequence[str]) -> Change:
    kind, klass, group, fields, months = row
    return Change(
        kind=kind, group=(klass, group), fields=frozenset(fields.split()), months=int(months)
    )
