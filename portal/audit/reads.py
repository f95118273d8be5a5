"""What the log tells the administration: who was told what from one extract. Never a whole number, nor a result.

And to whom has asked again: which answer there was before, by traces that say nothing.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection
from django.db.models import Count, QuerySet

from portal.audit.models import Disclosure


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltOn:
    """One answer that was built on an extract, or one later reading of such an answer.

    `groups` are those that were answered, whatever the results: all withheld is as good as the protection itself.
    """

    id: UUID
    at: datetime
    kind: str  # as a word
    organisation: str
    asker: str
    purpose: str
    case: str
    person: str  # masked
    groups: str
    request_id: UUID


def masked(number: str) -> str:
    """Return a number of 12 digits without its last four."""
    return f"{number[:8]}-****" if number else ""


def organisations_told(extract: UUID) -> Sequence[tuple[str, int]]:
    """Return each organisation that was told something built on an extract, and how often; most first."""
    rows = _of(extract).order_by().values_list("organisation__name").annotate(times=Count("pk"))
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def built_on(extract: UUID, *, groups: str, first: int, most: int) -> Sequence[BuiltOn]:
    """Return what was told from an extract, newest first: `most` rows from number `first` on, counted from 0.

    `groups` is how the codes begin of those groups that the extract can have to do with.
    """
    return [_told(row, groups) for row in _of(extract)[first : first + most]]


def all_built_on(extract: UUID, *, groups: str) -> Iterator[BuiltOn]:
    """Yield all that was told from an extract, newest first, as it comes from the database."""
    for row in _of(extract).iterator(chunk_size=2000):
        yield _told(row, groups)


def _of(extract: UUID) -> QuerySet[Disclosure]:
    return (
        Disclosure.objects.filter(extracts__contains=[extract])
        .select_related("organisation")
        .only(
            *("at", "kind", "organisation__name", "asker_name", "purpose", "case"),
            *("person", "outcomes", "request_id"),
        )
        .order_by("-at", "id")
    )


def _told(row: Disclosure, groups: str) -> BuiltOn:
    answered = [
        f"{klass} {group}" for klass, group, _result in row.outcomes if group.startswith(groups)
    ]
    return BuiltOn(
        id=row.pk,
        at=row.at,
        kind=row.get_kind_display(),
        organisation=row.organisation.name,
        asker=row.asker_name,
        purpose=row.purpose,
        case=row.case,
        person=masked(row.person),
        groups=", ".join(answered),
        request_id=row.request_id,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The answer that an organisation had before another, as the log has both: nothing in it can be read.

    `protection` and `cuts` are of the later one, `was_protection` and all else of the earlier. `outcomes` are by class
    and group, `traces` by both as one text; `form` says whether traces can be compared at all.
    """

    at: datetime
    user: int | None
    client: str
    asker: str
    service: str
    first: date
    last: date
    outcomes: Mapping[tuple[str, str], str]
    was_protection: str
    extracts: frozenset[UUID]
    form: str
    traces: Mapping[str, Sequence[str]]
    protection: str
    cuts: Mapping[str, str]


# Found by the index of person and case: an organisation's whole log is never looked through.
_BEFORE = """
WITH same AS MATERIALIZED (
  SELECT id, at, outcomes, protection FROM audit_disclosure
  WHERE organisation_id = %(organisation)s AND person = ANY(%(persons)s) AND "case" = %(case)s AND kind = 'answer'
    AND purpose = %(purpose)s AND service = ANY(%(services)s)
  UNION ALL
  SELECT id, at, outcomes, protection FROM audit_disclosure
  WHERE organisation_id = %(organisation)s AND present = ANY(%(persons)s) AND present <> '' AND "case" = %(case)s
    AND kind = 'answer' AND purpose = %(purpose)s AND service = ANY(%(services)s)
)
SELECT d.at, d."user", d.client, d.asker_name, d.service, d.first, d.last, d.outcomes, d.protection, d.extracts,
       d.traces, n.protection, n.traces
FROM audit_disclosure d JOIN audit_disclosure n ON n.id = %(later)s
WHERE d.id = (
  SELECT id FROM same WHERE id <> %(later)s AND at <= %(at)s
  ORDER BY protection <> 'set' AND outcomes::text LIKE %(unread)s, at DESC, id LIMIT 1)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedAbout:
    """One person in one case of an organisation's for one purpose; `persons` are the numbers that are surely theirs.

    `unread` is what the outcome of a group says that could not be checked.
    """

    organisation: int
    persons: Collection[str]
    purpose: str
    case: str
    services: Collection[str]
    unread: str


def before(later: UUID, about: AskedAbout, *, at: datetime) -> Before | None:
    """Return the last answer before another, of `at`, about the same; the connection acts for the organisation.

    One of which something could not be checked is passed over for an earlier one of which all could: else an outage
    between two questions would hide what has changed.
    """
    told: dict[str, Any] = {
        "later": later,
        "at": at,
        "organisation": about.organisation,
        "persons": list(about.persons),
        "purpose": about.purpose,
        "case": about.case,
        "services": list(about.services),
        "unread": f'%"{about.unread}"%',
    }
    with connection.cursor() as cursor:
        cursor.execute(_BEFORE, told)
        row = cursor.fetchone()
    if row is None:
        return None
    at, user, client, asker, service, first, last, outcomes, protection, extracts, traces, *now = (
        row
    )
    now_protection, now_traces = now
    was, is_ = _read(traces), _read(now_traces)
    return Before(
        at=at,
        user=user,
        client=client,
        asker=asker,
        service=service,
        first=first,
        last=last,
        outcomes={(klass, group): result for klass, group, result in _read(outcomes)},
        was_protection=protection,
        extracts=frozenset(extracts),
        form=was.get("form", ""),
        traces=was.get("groups", {}),
        protection=now_protection,
        cuts={key: cut for key, (cut, *_rows) in is_.get("groups", {}).items()},
    )


def _read(told: Any) -> Any:
    """Return what a column of JSON holds: a raw statement may bring it as text."""
    return msgspec.json.decode(told) if isinstance(told, str) else told
