"""All organisations in one month: questions, share of the estimate, refusals, last seen, version, agreement, members.

Read in support's role, by as many statements whatever the number of organisations.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection

from portal.clock import swedish_day
from portal.organisations.models import Service
from portal.quotas.figures import Limit
from portal.quotas.models import NEVER
from portal.quotas.use import Total, of_all
from portal.support.reads import OrganisationTold, alphabetical
from portal.usage import series
from portal.versions.reads import OldCalls, old_calls

MONTHS = 3  # use is kept 92 days: this month and the two before are whole

# The agreement that held last in the month, with the estimates of the terms that held last in it.
ORGANISATIONS = """
SELECT o.id, o.aktors_id, o.name, o.number, a.id IS NOT NULL, upper(a.period),
       (SELECT count(*) FROM access_membership m JOIN access_user u ON u.id = m.user_id
        WHERE m.organisation_id = o.id AND m.closed_at IS NULL AND u.is_active),
       (SELECT max(l.last_at) FROM quotas_lane l WHERE l.organisation_id = o.id),
       (SELECT t.persons_per_day FROM quotas_terms t JOIN organisations_agreedservice s ON s.id = t.agreed_service_id
        WHERE s.agreement_id = a.id AND s.service = 'onlinefraga' AND t.kind = 'agreed' AND lower(t.period) < %(until)s
        ORDER BY lower(t.period) DESC LIMIT 1),
       (SELECT max(t.members) FROM quotas_terms t JOIN organisations_agreedservice s ON s.id = t.agreed_service_id
        WHERE s.agreement_id = a.id AND t.kind = 'agreed' AND lower(t.period) < %(until)s
          AND (upper(t.period) IS NULL OR upper(t.period) >= %(until)s))
FROM organisations_organisation o
LEFT JOIN LATERAL (
  SELECT g.id, g.period FROM organisations_agreement g
  WHERE g.organisation_id = o.id AND lower(g.period) <= %(last)s ORDER BY lower(g.period) DESC LIMIT 1
) a ON true
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A Swedish month, as far as it has come: its first day, and the last that has begun."""

    first: date
    last: date

    @property
    def key(self) -> str:
        """Return it as `2026-11`."""
        return f"{self.first:%Y-%m}"

    @property
    def days(self) -> int:
        """Return how many days have begun."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An organisation's month. `share` is of the estimate for the days that have begun, None without an estimate."""

    organisation: OrganisationTold
    questions: int
    share: Decimal | None
    refused: Counter[Limit]
    last: datetime | None  # the last question that was let in, ever
    versions: tuple[str, ...]
    old: tuple[OldCalls, ...]  # calls of versions with a successor, refused ones too
    agreed: bool
    ends: date | None  # the first day that the agreement does not cover
    members: int
    members_agreed: int | None

    @property
    def refusals(self) -> int:
        """Return how many questions any limit refused."""
        return self.refused.total()


def months(*, at: datetime) -> tuple[Month, ...]:
    """Return the months whose use is whole, this one first."""
    today = swedish_day(at)
    found = [Month(first=today.replace(day=1), last=today)]
    while len(found) < MONTHS:
        last = found[-1].first - timedelta(days=1)
        found.append(Month(first=last.replace(day=1), last=last))
    return tuple(found)


def rows(month: Month) -> tuple[Row, ...]:
    """Return a row of each organisation, by name; those that asked nothing too."""
    span = series.of_days(month.first, month.last)
    totals: defaultdict[int, list[Total]] = defaultdict(list)
    for total in of_all(since=span.since, until=span.until):
        totals[total.organisation].append(total)
    old = old_calls(month.first, month.last)
    with connection.cursor() as cursor:
        cursor.execute(ORGANISATIONS, {"until": span.until, "last": month.last})
        found = [_row(told, totals[told[0]], old.get(told[0], ()), month) for told in cursor]
    return tuple(sorted(found, key=lambda row: alphabetical(row.organisation.name)))


def _row(
    told: Sequence[Any], totals: Iterable[Total], old: Sequence[OldCalls], month: Month
) -> Row:
    key, aktors_id, name, number, agreed, ends, members, last, persons, members_agreed = told
    totals = tuple(totals)
    let_in = [one for one in totals if one.bound_by is None]
    refused: Counter[Limit] = Counter()
    for one in totals:
        if one.bound_by:
            refused[one.bound_by] += one.questions
    online = sum(one.questions for one in let_in if one.service == Service.ONLINE)
    return Row(
        organisation=OrganisationTold(id=key, aktors_id=aktors_id, name=name, number=number),
        questions=sum(one.questions for one in let_in),
        share=Decimal(online) / (persons * month.days) if persons else None,
        refused=refused,
        last=None if last in (None, NEVER) else last,
        versions=tuple(sorted({one.version for one in totals if one.version}, key=_numbered)),
        old=tuple(old),
        agreed=agreed,
        ends=ends,
        members=members,
        members_agreed=members_agreed,
    )


def _numbered(version: str) -> tuple[int, str]:
    """Order versions as numbers: 9 before 10."""
    return (int(version), "") if version.isascii() and version.isdigit() else (0, version)
