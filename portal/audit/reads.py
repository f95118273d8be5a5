"""What the log tells the administration: who was told what from one extract. Never a whole number, nor a result."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

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
