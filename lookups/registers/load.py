"""Loads an extract file: typed lines, wrong ones aside, compared in the database, one transaction.

Askers see the old extract until the new one stands whole; what changed is written with it. A
refused load leaves its row and its reason, and nothing else. Only background work may load
(`portal.tenants.scope.as_jobs`).
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from lookups.changes import services as changes
from lookups.changes import turns
from lookups.registers import ledger
from lookups.registers.changed import became_of
from lookups.registers.compare import Comparison, Counts
from lookups.registers.faults import LoadBroken, LoadRefused, No, Wrong, WrongLine
from lookups.registers.lines import Reader
from lookups.registers.manifest import Manifest, read_manifest
from lookups.registers.model import LoadReport, PutAside
from lookups.registers.source import Source, opened
from lookups.registers.staging import Stage
from portal.clock import swedish_day

LISTED = 1_000  # lines put aside that are kept one by one; all are counted
FUTURE = timedelta(days=31)  # a mistaken year would shut out all that come after
FALL = (9, 10)  # what must remain of the persons


def load(
    file: Path,
    *,
    at: datetime,
    dry_run: bool = False,
    accept_fall: bool = False,
    hold: bool = False,
) -> LoadReport:
    """Check and load an extract file; with `dry_run` check and compare it, and change nothing.

    With `hold` nothing of it is notified until an administrator releases it.

    A refusal is told in the report (`loaded` false, `reason`), never raised. Raises LoadBroken when
    the database fails, after the row of the load says so.
    """
    load_ = _Load(at=at, accept_fall=accept_fall, dry_run=dry_run, hold=hold)
    try:
        with opened(file) as source:
            load_.run(source)
    except LoadRefused as no:
        load_.refused(no)
    except DatabaseError as fault:
        load_.broke(No.FAILED)
        raise LoadBroken(fault) from None  # the database's own message may hold a person's number
    except BaseException as fault:
        load_.broke(No.FAILED if isinstance(fault, Exception) else No.STOPPED)
        raise
    return load_.report()


@dataclass(slots=True, kw_only=True)
class _Load:
    """One attempt: what is known of it so far."""

    at: datetime
    accept_fall: bool
    dry_run: bool
    hold: bool
    extract: UUID = field(default_factory=uuid4)
    manifest: Manifest | None = None
    begun: bool = False  # its row stands
    read: int = 0
    wrong: int = 0
    unreadable: int = 0  # wrong lines that cannot be told whose they are
    aside: list[PutAside] = field(default_factory=list)
    counts: Counts | None = None
    no: LoadRefused | None = None
    digest: str = ""
    started: float = field(default_factory=time.monotonic)

    def run(self, source: Source) -> None:
        """Load it: one transaction for the row that says so, one for all the rest."""
        lines = iter(source)
        try:
            first = next(lines, None)
            self.manifest = read_manifest(first[1] if first else None)
            if not self.dry_run:
                ledger.begin(self.extract, self.manifest, at=self.at)
                self.begun = True
            with transaction.atomic():
                ledger.take(self.extract, self.manifest, begun=self.begun)
                self._load(self.manifest, lines, source)
                if self.dry_run:
                    transaction.set_rollback(True)
        finally:
            self.digest = source.digest

    def _load(
        self, manifest: Manifest, lines: Iterable[tuple[int, bytes | WrongLine]], source: Source
    ) -> None:
        ledger.hold_to_the_current(manifest)
        if manifest.made > self.at + FUTURE:
            raise LoadRefused(No.FUTURE, detail=f"{manifest.made:%Y-%m-%d}")
        comparison = Comparison(manifest.agency, manifest.sort, self.extract)
        self._stage(manifest, lines)
        count, repeats = comparison.put_repeats_aside(LISTED)
        for line, first in repeats:
            self._put_aside(line, WrongLine(Wrong.REPEATED, str(first)))
        self.wrong += count - len(repeats)
        self._hold_to_the_manifest(manifest)
        comparison.drop_unsure_formers()
        changes.renumber(manifest.agency, comparison.move_replaced())
        self.counts = comparison.counts(unreadable=self.unreadable)
        self._hold_to_the_fall(self.counts)
        if self.dry_run:
            return
        self.digest = source.digest
        select, params = comparison.changes(unreadable=self.unreadable)
        changes.record(
            changes.Origin(
                extract=self.extract,
                agency=manifest.agency,
                made=manifest.made,
                loaded=self.at,
                held=self.hold,
            ),
            select,
            params,
            became_of(comparison.changed(), agency=manifest.agency, day=swedish_day(manifest.made)),
        )
        comparison.apply(unreadable=self.unreadable)
        comparison.empty()
        ledger.loaded(self.extract, self.report(), at=self.at)
        # Not when it began: who began to follow meanwhile has seen what was, and is told.
        turns.arrive(self.extract, now=lambda: self.at + self._passed())

    def _passed(self) -> timedelta:
        return timedelta(seconds=time.monotonic() - self.started)

    def _stage(self, manifest: Manifest, lines: Iterable[tuple[int, bytes | WrongLine]]) -> None:
        """Read the lines, one at a time, into the staging table."""
        reader = Reader(
            agency=manifest.agency,
            sort=manifest.sort,
            today=swedish_day(self.at),
            tests_only=settings.DEMO,
        )
        stage = Stage(agency=manifest.agency)
        for number, raw in lines:
            self.read += 1
            try:
                if isinstance(raw, WrongLine):
                    raise raw
                stage.put(number, reader.read(number, raw))
            except WrongLine as wrong:
                self._put_aside(number, wrong)
                if wrong.person:
                    stage.put_wrong(number, wrong.person)
                elif wrong.wrong is not Wrong.TEST_NUMBER:  # whose that is, is known
                    self.unreadable += 1
        stage.flush()

    def _put_aside(self, line: int, wrong: WrongLine) -> None:
        self.wrong += 1
        if len(self.aside) < LISTED:
            self.aside.append(PutAside(line=line, wrong=wrong.wrong.value, detail=wrong.detail))

    def _hold_to_the_manifest(self, manifest: Manifest) -> None:
        if self.read != manifest.persons:
            raise LoadRefused(No.COUNT, said=manifest.persons, read=self.read)
        if self.wrong * 100 > self.read:
            raise LoadRefused(No.TOO_MANY_WRONG, wrong=self.wrong, read=self.read)

    def _hold_to_the_fall(self, counts: Counts) -> None:
        keep, of = FALL
        if counts.after * of < counts.before * keep and not self.accept_fall:
            raise LoadRefused(No.FALL, before=counts.before, after=counts.after)

    def refused(self, no: LoadRefused) -> None:
        """Keep why it was refused."""
        self.no = no
        if not self.dry_run:
            ledger.refused(self.extract, self.manifest, no, self.report(), at=self.at)

    def broke(self, why: No) -> None:
        """Keep that it stopped, as far as the database lets us; the fault itself goes on."""
        if self.begun and connection.is_usable():
            self.refused(LoadRefused(why))

    def report(self) -> LoadReport:
        """Return what is known of the attempt."""
        counts, told = self.counts, self.manifest
        return LoadReport(
            extract=self.extract,
            agency=told.agency if told else None,
            made=told.made if told else None,
            sort=told.sort.value if told else "",
            loaded=self.no is None,
            dry_run=self.dry_run,
            read=self.read,
            new=counts.new if counts else 0,
            changed=counts.changed if counts else 0,
            unchanged=counts.unchanged if counts else 0,
            gone=counts.gone if counts else 0,
            refused=self.wrong,
            aside=tuple(self.aside),
            reason=self.no.no.value if self.no else "",
            reason_params=dict(self.no.params) if self.no else {},
            seconds=self._passed().total_seconds(),
            digest=self.digest,
        )
