"""Checked files of the acting organisation, and what became of their rows."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from lookups.answers.model import Klass
from lookups.mass.files.model import Fault
from subscriptions.filing.errors import FiledChangeNotThere
from subscriptions.filing.expiring import UNDONE
from subscriptions.filing.model import FaultTold, FiledTold, Meant
from subscriptions.filing.models import FiledChange
from subscriptions.subscribing.models import Action, MassChangeRow, Outcome


def row_of(organisation: int, filed: UUID, *, at: datetime) -> FiledChange:
    """Return a file's row. Raises FiledChangeNotThere, past its time too."""
    row = FiledChange.objects.filter(organisation_id=organisation, pk=filed).first()
    if row is None or (row.done_at is None and row.checked_at <= at - UNDONE):
        raise FiledChangeNotThere
    return row


def one(organisation: int, filed: UUID, *, at: datetime) -> FiledTold:
    """Return a checked file. Raises FiledChangeNotThere."""
    return told(row_of(organisation, filed, at=at))


def refused(organisation: int, filed: FiledTold) -> Sequence[FaultTold]:
    """Return the rows of a file that was done which nothing became of, in order."""
    read = {one.line: fault_told(one) for one in filed.faults}
    rows = MassChangeRow.objects.filter(
        organisation_id=organisation, change_id=filed.id, outcome=Outcome.REFUSED
    ).order_by("line")
    return [
        read.get(row.line) or FaultTold(line=row.line, column="", own="", detail=row.detail)
        for row in rows
    ]


def fault_told(one: Fault) -> FaultTold:
    """Return a row that could not be read."""
    return FaultTold(line=one.line, column=one.column, own=one.own, detail=one.detail)


def told(row: FiledChange) -> FiledTold:
    """Return a row as it is told."""
    groups = row.groups
    return FiledTold(
        id=row.pk,
        meant=Meant(
            action=Action(row.action),
            purpose=row.purpose,
            until=row.until,
            kinds=None if row.kinds is None else frozenset(row.kinds),
            groups=groups and {Klass(klass): frozenset(codes) for klass, codes in groups.items()},
        ),
        asker_name=row.asker_name,
        checked_at=row.checked_at,
        done_at=row.done_at,
        rows=row.rows,
        faults=[
            Fault(line=line, column=column, code=code, own=own, params=params)
            for line, column, code, own, params in row.faults
        ],
        adjustments=row.adjustments,
        blank=row.blank,
        declined=row.declined,
        reading=row.reading,
        adjusted=row.adjusted,
    )
