"""The rows that tell of loads, one at a time per agency; each ends as loaded or refused."""

from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet

from lookups.answers.model import Agency
from lookups.registers.faults import LoadRefused, No
from lookups.registers.manifest import Manifest
from lookups.registers.model import LoadReport
from lookups.registers.models import Extract, LoadState, RefusedLine, Sort
from portal.clock import SWEDEN

SURELY_BEGUN = timedelta(minutes=10)
_LOCK = 7350  # class of the advisory locks; the agency's place in Agency is the second key


def begin(extract: UUID, manifest: Manifest, *, at: datetime) -> None:
    """Write the row of a load that begins; raise LoadRefused while another of the agency is at work.

    A row left by a load that died is closed.
    """
    with transaction.atomic():
        _lock(manifest.agency)
        _close(Extract.objects.filter(agency=manifest.agency.value), at)
        Extract.objects.create(
            id=extract,
            agency=manifest.agency.value,
            sort=manifest.sort,
            made_at=manifest.made,
            state=LoadState.LOADING,
            started_at=at,
        )


def close_dead(*, at: datetime) -> int:
    """Close the rows of loads that died without a word, so that nobody waits for them; return how many.

    A load that lives holds its agency's lock, but for a moment after it has begun.
    """
    closed = 0
    for agency in Agency:
        old = Extract.objects.filter(agency=agency.value, started_at__lt=at - SURELY_BEGUN)
        with suppress(LoadRefused), transaction.atomic():
            _lock(agency)
            closed += _close(old, at)
    return closed


def _close(extracts: QuerySet[Extract], at: datetime) -> int:
    return extracts.filter(state=LoadState.LOADING).update(
        state=LoadState.REFUSED, reason=No.STOPPED, finished_at=at
    )


def take(extract: UUID, manifest: Manifest, *, begun: bool) -> None:
    """Take the agency's lock for the transaction; raise LoadRefused when another load came between."""
    _lock(manifest.agency)
    mine = Extract.objects.select_for_update(of=("self",)).filter(
        pk=extract, state=LoadState.LOADING
    )
    if begun and not mine.exists():
        raise LoadRefused(No.BUSY)


def hold_to_the_current(manifest: Manifest) -> None:
    """Raise LoadRefused when the extract is not newer than the current one, or changes nothing that is there."""
    current = Extract.objects.filter(agency=manifest.agency.value, current=True).first()
    if current is None:
        if manifest.sort is Sort.CHANGES:
            raise LoadRefused(No.NO_BASE)
    elif current.made_at and manifest.made <= current.made_at:
        raise LoadRefused(
            No.NOT_NEWER, detail=f"{current.made_at.astimezone(SWEDEN):%Y-%m-%d %H:%M}"
        )


def loaded(extract: UUID, report: LoadReport, *, at: datetime) -> None:
    """Make the extract the current one of its agency; in the load's own transaction."""
    assert report.agency is not None  # noqa: S101  # for the type: a load without a manifest never gets here
    Extract.objects.filter(agency=report.agency.value, current=True).update(current=False)
    Extract.objects.filter(pk=extract).update(
        state=LoadState.LOADED,
        current=True,
        finished_at=at + timedelta(seconds=report.seconds),
        **_figures(report),
    )
    _keep_lines(extract, report)


def refused(
    extract: UUID, manifest: Manifest | None, no: LoadRefused, report: LoadReport, *, at: datetime
) -> None:
    """Write why an extract was refused, in a transaction of its own."""
    with transaction.atomic():
        Extract.objects.update_or_create(
            id=extract,
            defaults={
                "agency": manifest.agency.value if manifest else "",
                "sort": manifest.sort if manifest else "",
                "made_at": manifest.made if manifest else None,
                "state": LoadState.REFUSED,
                "started_at": at,
                "finished_at": at + timedelta(seconds=report.seconds),
                "reason": no.no,
                "reason_params": no.params,
                **_figures(report),
            },
        )
        _keep_lines(extract, report)


def _figures(report: LoadReport) -> dict[str, object]:
    return {
        "seconds": round(report.seconds, 3),
        "read": report.read,
        "new": report.new,
        "changed": report.changed,
        "gone": report.gone,
        "unchanged": report.unchanged,
        "refused": report.refused,
        "file_digest": report.digest,
    }


def _keep_lines(extract: UUID, report: LoadReport) -> None:
    RefusedLine.objects.bulk_create(
        RefusedLine(extract_id=extract, line=one.line, wrong=one.wrong, detail=one.detail)
        for one in report.aside
    )


def _lock(agency: Agency) -> None:
    """Take the agency's lock until the transaction ends. A process that dies gives it back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_try_advisory_xact_lock(%s, %s)", [_LOCK, list(Agency).index(agency)]
        )
        if cursor.fetchone() != (True,):
            raise LoadRefused(No.BUSY)
