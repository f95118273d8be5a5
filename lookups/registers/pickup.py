"""Picks up extract files from a folder: each is loaded once, and moved with its report.

A file is taken when two looks, at least a minute apart, found it the same. What was seen stands in rows, so that a
worker that begins anew goes on where the last one stopped. Only background work may do it.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from uuid import UUID

import structlog

from lookups.registers import folder as place
from lookups.registers.faults import FileFault, FolderBroken, LoadRefused, No
from lookups.registers.load import load
from lookups.registers.manifest import read_manifest
from lookups.registers.models import Extract, Folder, LoadState, WaitingFile
from lookups.registers.report import report
from lookups.registers.source import opened
from portal.traces import places

STILL = timedelta(minutes=1)
ATTEMPTS = 3  # a load that fails or dies as often will not do better
_LAST = datetime.max.replace(tzinfo=UTC)

log = structlog.get_logger()


class Became(StrEnum):
    """What came of a file that was taken."""

    LOADED = "loaded"
    ALREADY = "already_loaded"
    REFUSED = "refused"
    WAITS = "waits"  # it could not be read, loaded or moved now


@dataclass(frozen=True, slots=True, kw_only=True)
class PickedUp:
    """One file that had stood still, what came of it, and where it lies now (from the folder)."""

    name: str
    became: Became
    lies: str
    extract: UUID | None = None


def pick_up(folder: Path, *, at: datetime) -> Sequence[PickedUp]:
    """Load the files that have stood still for a minute, by when they say they were made, and move them.

    Whoever comes while another works there does nothing. That the folder cannot be worked in is noted for
    `/readyz`, and logged once.
    """
    try:
        with place.held(folder) as mine:
            told = _sweep(folder, at) if mine else ()
    except FolderBroken as no:
        _note(no.fault, at)
        return ()
    _note("", at)
    return told


def off() -> Sequence[PickedUp]:
    """Forget the folder: none is looked into any more."""
    Folder.objects.all().delete()
    WaitingFile.objects.all().delete()
    return ()


def _note(fault: str, at: datetime) -> None:
    before = Folder.objects.values_list("fault", flat=True).first() or ""
    Folder.objects.update_or_create(pk=1, defaults={"looked_at": at, "fault": fault})
    if fault != before:
        (log.error if fault else log.info)("extract_folder", fault=fault)


def _sweep(folder: Path, at: datetime) -> Sequence[PickedUp]:
    there = place.lying(folder)
    WaitingFile.objects.exclude(pk__in=[one.name for one in there]).delete()
    standing = [(one, row) for one in there if (row := _standing(one, at))]
    told = []
    for file, row in sorted(standing, key=lambda one: (_made(one[0].path), one[0].name)):
        came = _take(file, row, at)
        if came is not None:
            told.append(came)
            log.info("extract_file", file=came.name, became=came.became, extract=str(came.extract))
        if came is not None and came.became == Became.WAITS and row.fault == FileFault.FAILED:
            break  # the fault is hardly the file's; the next look tries again
    return told


def _standing(file: place.Lying, at: datetime) -> WaitingFile | None:
    """Return the file's row if it has stood still for long enough, else note how it is now."""
    row = WaitingFile.objects.filter(pk=file.name).first()
    if row is None or (row.size, row.modified) != (file.size, file.modified) or row.since > at:
        # What is another file by now has no past.
        WaitingFile.objects.filter(pk=file.name).delete()
        WaitingFile.objects.create(name=file.name, size=file.size, modified=file.modified, since=at)
        return None
    return row if at - row.since >= STILL else None


def _made(path: Path) -> datetime:
    """Return when a file says that it was made; one that does not say it comes last."""
    try:
        with opened(path) as source:
            first = next(iter(source), None)
            return read_manifest(first[1] if first else None).made
    except LoadRefused:
        return _LAST


def _take(file: place.Lying, row: WaitingFile, at: datetime) -> PickedUp | None:
    """Load a file, if it was not, and move it; None when it is gone."""
    again = False
    if row.extract is None and row.attempts < ATTEMPTS:
        try:
            before = _loaded_before(file.path)
        except FileNotFoundError:
            return None
        except OSError as fault:
            return _waits(row, FileFault.UNREADABLE, fault)
        again = before is not None
        row.extract = before or _load(file, row, at)
        if row.extract is None:
            return PickedUp(name=row.name, became=Became.WAITS, lies=row.name)
        row.save(update_fields=["extract"])
    return _move(file, row, again=again)


def _loaded_before(path: Path) -> UUID | None:
    """Return the extract that the same bytes were loaded as: the last worker may have died before it moved them."""
    with path.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    known = Extract.objects.filter(file_digest=digest, state=LoadState.LOADED)
    return known.values_list("pk", flat=True).first()


def _load(file: place.Lying, row: WaitingFile, at: datetime) -> UUID | None:
    """Load it and return its extract, loaded or refused; None when that is to be tried again."""
    row.attempts += 1  # before the attempt, which may be the end of the process
    row.save(update_fields=["attempts"])
    try:
        told = load(file.path, at=at)
    except Exception as fault:  # noqa: BLE001  # whatever it is, it is tried again, and not for ever
        _waits(row, FileFault.FAILED, fault)
        return None
    if (
        told.reason == No.BUSY
    ):  # another load of the agency, by hand; that is no fault of the file's
        row.attempts -= 1
        row.save(update_fields=["attempts"])
        return None
    return told.extract


def _move(file: place.Lying, row: WaitingFile, *, again: bool) -> PickedUp | None:
    extract = Extract.objects.filter(pk=row.extract).first() if row.extract else None
    loaded = extract is not None and extract.state == LoadState.LOADED
    try:
        lies = place.move(
            file,
            place.LOADED if loaded else place.REFUSED,
            report(file.name, extract, again=again),
        )
    except FileNotFoundError:
        return None
    except OSError as fault:
        return _waits(row, FileFault.UNMOVABLE, fault)
    row.delete()
    became = Became.REFUSED if not loaded else Became.ALREADY if again else Became.LOADED
    return PickedUp(name=file.name, became=became, lies=lies, extract=row.extract)


def _waits(row: WaitingFile, why: FileFault, fault: Exception) -> PickedUp:
    """Leave a file where it lies; the first time that is so, it is logged."""
    if row.fault != why:
        log.error(
            "extract_file_waits", why=why.value, kind=type(fault).__name__, where=places(fault)
        )
    row.fault = why
    row.save(update_fields=["fault"])
    return PickedUp(name=row.name, became=Became.WAITS, lies=row.name, extract=row.extract)
