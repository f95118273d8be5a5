"""What a query's page tells of the reader's own files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lookups.mass.download_models import Format, Layout, MassDownload, Stage
from lookups.mass.models import MassQuery
from lookups.registers import current
from portal.access.askers import Asker
from portal.problems import PROBLEMS
from portal.reference import short
from portal.tenants.scope import acting_for


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadTold:
    """A file as its line on the page tells it."""

    id: UUID
    format: Format
    layout: Layout
    day: date | None
    special: bool
    stage: Stage
    reason: str  # a refusal's title, or ""
    todo: str  # what to do after it, or ""
    created_at: datetime
    kept_until: datetime
    size: int  # bytes
    fetched: bool
    again: bool  # it is made again, or will be when it is fetched: a new extract has come


def of_query(asker: Asker, query: UUID, *, at: datetime) -> Sequence[DownloadTold]:
    """Return the asker's own files of a query, the newest first."""
    with acting_for(asker.organisation):
        rows = list(
            MassDownload.objects.filter(
                query_id=query, user_id=asker.user or 0, kept_until__gt=at
            ).order_by("-created_at", "pk")
        )
        known = list(current.extracts()) if rows else []
    return [_told(row, known) for row in rows if asker.protected or not row.special]


def _told(row: MassDownload, known: Sequence[UUID]) -> DownloadTold:
    return DownloadTold(
        id=row.pk,
        format=Format(row.format),
        layout=Layout(row.layout),
        day=row.day,
        special=row.special,
        stage=Stage(row.stage),
        reason=_title(row.reason),
        todo=str(PROBLEMS[row.reason].todo) if row.reason in PROBLEMS else "",
        created_at=row.created_at,
        kept_until=row.kept_until,
        size=row.size,
        fetched=row.fetched > 0,
        again=_again(row, known),
    )


def _again(row: MassDownload, known: Sequence[UUID]) -> bool:
    if row.stage == Stage.READY:
        return row.extracts != known
    return row.stage == Stage.WAITING and bool(row.extracts) and not row.line


def _title(slug: str) -> str:
    return str(PROBLEMS[slug].title) if slug in PROBLEMS else ""


def reference(asker: Asker, query: UUID) -> str:
    """Return the query's reference, which its files are called by; "" for none of the organisation's."""
    with acting_for(asker.organisation):
        told = MassQuery.objects.filter(pk=query).values_list("request_id", flat=True).first()
    return short(told) if told else ""
