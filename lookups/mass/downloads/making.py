"""Makes the files that were asked for, chunk by chunk: a sealed piece and its log rows are one transaction (promise 1).

Who dies in a chunk has told nobody of its rows, and the file goes on from the last piece. Runs as app_jobs.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import groupby
from uuid import UUID

import structlog
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from lookups.care_fees import reads as care_fees
from lookups.care_fees.treating import Changes
from lookups.mass import reads, results
from lookups.mass.download_models import Format, Layout, MassDownload, MassPiece, Stage
from lookups.mass.downloads import formats, xlsx
from lookups.mass.downloads.keeping import begin_again, unpacked, until, write
from lookups.mass.downloads.rows import Entry, rows
from lookups.mass.downloads.tables import Sheet
from lookups.mass.errors import ResultGone
from lookups.mass.models import MassAnswer
from lookups.mass.reads import FaultTold
from lookups.mass.results import RowTold
from lookups.mass.room import is_full
from lookups.mass.states import State
from lookups.registers import current
from portal import clock
from portal.access.again import asker_again
from portal.access.askers import Asker
from portal.access.errors import NoSuchRight
from portal.errors import Refusal, StorageFull
from portal.gates import services as gates
from portal.gates.services import Call
from portal.jobs import services as jobs
from portal.organisations.models import Service
from portal.tenants.scope import acting_for
from portal.traces import places

MAKE = "lookups.mass.tasks.make_files"
CHUNK = 500  # rows: their log rows and their piece in one transaction
TRIES = 5  # of one chunk
SECONDS = 20  # of one run; then the next is nudged
PIECE = 1024 * 1024  # bytes of a finished workbook that are sealed together
FAILED = "internal-error"  # the reason of a file whose chunk failed too often

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn:
    download: UUID
    organisation: int


def wake() -> None:
    """Wake a worker where a file waits: a lost nudge is found here."""
    if MassDownload.objects.filter(stage=Stage.WAITING).exists():
        jobs.nudge(MAKE)


def make_for_a_while(at: datetime) -> int:
    """Make chunk after chunk, of each file in turn; return how many. As many at once as MASS_WORKERS says."""
    del at
    with ExitStack() as stack:
        if not any(
            stack.enter_context(jobs.alone(f"mass files {place}"))
            for place in range(settings.MASS_WORKERS)
        ):
            return 0
        made, ends = 0, time.monotonic() + SECONDS
        while time.monotonic() < ends:
            turn = _take(at=clock.now())
            if turn is None:
                return made
            made += _make(turn)
    jobs.nudge(MAKE)
    return made


@transaction.atomic
def _take(*, at: datetime) -> _Turn | None:
    """Return the file that has waited longest, its try counted and committed: who dies now has still tried."""
    waiting = MassDownload.objects.filter(stage=Stage.WAITING)
    row = (
        waiting.select_for_update(of=("self",), skip_locked=True)
        .order_by(F("served_at").asc(nulls_first=True), "created_at", "pk")
        .first()
    )
    if row is None:
        return None
    row.tries, row.served_at = row.tries + 1, at
    row.save(update_fields=["tries", "served_at"])
    return _Turn(download=row.pk, organisation=row.organisation_id)


def _make(turn: _Turn) -> int:
    try:
        return make_chunk(turn.download, turn.organisation, at=clock.now())
    except DatabaseError as fault:  # the chunk is as it was; it is tried again
        kind, where = type(fault).__name__, places(fault)
        log.error("mass file failed", file=str(turn.download), kind=kind, where=where)  # noqa: TRY400  # no values
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
        if is_full(fault):
            _no_room(turn)
    return 0


def _no_room(turn: _Turn) -> None:
    """End a file that there is no room for: what was made of it makes room, and its reader may ask again."""
    with suppress(DatabaseError), acting_for(turn.organisation, durable=True):
        row = (
            MassDownload.objects.select_for_update(of=("self",), skip_locked=True)
            .filter(pk=turn.download, stage=Stage.WAITING)
            .first()
        )
        if row is not None:
            fail(row, StorageFull.slug)


def make_chunk(download: UUID, organisation: int, *, at: datetime) -> int:
    """Make the next chunk of a file, or end it; return how many chunks were made. Committed when this returns."""
    with acting_for(organisation, durable=True):
        row = (
            MassDownload.objects.select_for_update(of=("self",), skip_locked=True)
            .select_related("query")
            .filter(pk=download, stage=Stage.WAITING)
            .first()
        )
        if row is None:
            return 0
        asker = asker_again(row.organisation_id, user=row.user_id)
        try:
            reader, fees = _reader(row, asker, at=at)
        except Refusal as refusal:
            fail(row, refusal.slug)
            return 0
        if row.tries > TRIES:
            fail(row, FAILED)
            log.error("mass file given up", file=str(row.pk))
            return 0
        known = list(current.extracts())
        if row.extracts != known:  # what is known of protection is new: none of it stands as it was
            begin_again(row)
            row.extracts = known
        with override(row.language):
            more = _chunk(row, reader, Call(at=at, request_id=row.request_id), fees)
            if not more:
                _end(row, fees, at=at)
        row.tries = 0
        row.save()
    return 1


def fail(row: MassDownload, reason: str) -> None:
    """End a file that cannot be made; nothing of it is kept."""
    begin_again(row)
    row.stage, row.reason = Stage.FAILED, reason
    row.save()


def _reader(
    row: MassDownload, asker: Asker | None, *, at: datetime
) -> tuple[Asker, Changes | None]:
    """Return who the file is made for, as things are now, and what it is told of care fees where it was asked for them.

    Raises NoSuchRight, ResultGone, or what `may` refuses.

    A file for everybody is told as to who lacks the special right: it can be handed on.
    """
    query = row.query
    if asker is None or (row.special and not asker.protected):
        raise NoSuchRight
    if query.state == State.REMOVED or (query.kept_until and query.kept_until <= at):
        raise ResultGone(hamtas_senast=reads.day_and_time(query.kept_until))
    agreed = gates.may(asker, Service.MASS, purpose=query.purpose, at=at)
    fees = care_fees.changes(asker.organisation) if agreed.care_fees else None
    if row.layout == Layout.FEES and fees is None:
        raise NoSuchRight
    return (asker if row.special else replace(asker, protected=False)), fees


def _chunk(row: MassDownload, reader: Asker, call: Call, fees: Changes | None) -> bool:
    """Write the next rows in order, faults among them, with their log rows; say whether there were any."""
    first = results.first_unasked(
        row.query_id
    )  # seen once: rows answered meanwhile are for the next
    answers = MassAnswer.objects.filter(query_id=row.query_id, line__gt=row.line).order_by("line")
    if first is not None:
        answers = answers.filter(line__lt=first)
    if row.special:
        apart = MassAnswer.objects.filter(query_id=row.query_id, kind=MassAnswer.Kind.SPECIAL)
        answers = answers.filter(
            Q(kind=MassAnswer.Kind.SPECIAL) | Q(same_as__in=apart.values("line"))
        )
    lines = list(answers.values_list("line", flat=True)[:CHUNK])
    faults = () if row.special else _faults(row, before=first)
    full = [some[-1] for some in (lines, [one.line for one in faults]) if len(some) == CHUNK]
    last = min(full, default=max([*lines[-1:], *(one.line for one in faults[-1:])], default=0))
    if not last:
        return False
    listed = answers.filter(line__lte=last)
    told = results.tell(reader, listed, call=call)
    entries: list[Entry] = [*told, *(one for one in faults if one.line <= last)]
    entries += _without_first(listed, {one.line for one in told})
    entries.sort(key=lambda one: one.line)
    _keep(row, entries, fees=fees, at=call.at)
    row.line = last
    return True


def _faults(row: MassDownload, *, before: int | None) -> Sequence[FaultTold]:
    found = reads.faults(row.query_id, after=row.line, size=CHUNK)
    return [one for one in found if before is None or one.line < before]


def _without_first(listed: Iterable[MassAnswer], told: set[int]) -> Iterator[FaultTold]:
    """Yield the rows whose person's own row got no answer: each row has its line."""
    for row in listed:
        if row.line not in told:
            detail = _("Samma person som rad %(rad)s, som inte fick svar.") % {"rad": row.same_as}
            yield FaultTold(line=row.line, column="", own=row.own, code="samma", detail=detail)


def _keep(
    row: MassDownload, entries: Sequence[Entry], *, fees: Changes | None, at: datetime
) -> None:
    told = [one for one in entries if isinstance(one, RowTold)]
    shown = {one.told.disclosure for one in told if not one.withheld}
    if row.format != Format.XLSX:
        text = formats.text(row, entries, fees)
        row.size += len(text)
        write(row, text, at=at, disclosures=sorted(shown))
        return
    row.counts = row.counts or [0] * len(Sheet)
    logged = sorted(shown)
    for sheet in Sheet:
        cells = [one for entry in entries for one in rows(sheet, entry, fees)]
        placed = ((xlsx.place(row.counts[sheet] + at_), one) for at_, one in enumerate(cells))
        for part, some in groupby(placed, key=lambda one: one[0][0]):
            lines = list(some)
            (_part, line), _cells = lines[0]
            cells_of = (one for _place, one in lines)
            text = xlsx.fragment(sheet, line, cells_of, fees=fees is not None)
            write(row, text, at=at, disclosures=logged, sheet=sheet + len(Sheet) * part)
            logged = []
        row.counts[sheet] += len(cells)


def _end(row: MassDownload, fees: Changes | None, *, at: datetime) -> None:
    """Note that a file is ready; a workbook is put together from its rows first."""
    if row.format == Format.XLSX:
        _put_together(row, fees, at=at)
    elif not row.pieces:
        text = formats.text(row, (), fees)
        row.size = len(text)
        write(row, text, at=at)
    row.stage, row.ready_at = Stage.READY, at
    row.kept_until = until(row.query, at=at)


def _put_together(row: MassDownload, fees: Changes | None, *, at: datetime) -> None:
    counts = row.counts or [0] * len(Sheet)
    parts = {
        (sheet, part): partial(_fragments, row, sheet + len(Sheet) * part)
        for sheet in Sheet
        for part in range(xlsx.place(max(counts[sheet] - 1, 0))[0] + 1)
    }
    held = bytearray()
    for some in xlsx.workbook(parts, fees=fees is not None):
        held += some
        row.size += len(some)
        if len(held) >= PIECE:
            write(row, bytes(held), at=at)
            held.clear()
    write(row, bytes(held), at=at)
    MassPiece.objects.filter(download=row, sheet__isnull=False).update(sealed=None)


def _fragments(row: MassDownload, sheet: int) -> Iterator[bytes]:
    """Yield a sheet's rows, piece by piece."""
    pieces = MassPiece.objects.filter(download=row, sheet=sheet).order_by("place")
    for one in pieces.iterator(chunk_size=5):
        yield unpacked(one)
