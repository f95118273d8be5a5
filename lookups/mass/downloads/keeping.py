"""The sealed pieces of a file: written, read, how long they are kept, and their removal."""

import zlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from lookups.mass.download_models import MassDownload, MassPiece, Stage
from lookups.mass.models import MassQuery
from portal.sealing import opened, sealed

KEPT = timedelta(hours=24)


def until(query: MassQuery, *, at: datetime) -> datetime:
    """Return until when a file that is ready or asked for at a moment is kept: a day, and never past its query."""
    return min(at + KEPT, query.kept_until or at + KEPT)


def begin_again(row: MassDownload) -> None:
    """Take away what has been made of a file; the caller saves the row."""
    MassPiece.objects.filter(download=row).delete()
    row.stage, row.line, row.pieces, row.counts, row.size = Stage.WAITING, 0, 0, [], 0
    row.ready_at, row.served_at, row.tries = None, None, 0


def write(
    row: MassDownload,
    text: bytes,
    *,
    at: datetime,
    disclosures: Sequence[UUID] = (),
    sheet: int | None = None,
) -> None:
    """Seal a piece behind those that are there; the caller saves the row."""
    MassPiece.objects.create(
        organisation_id=row.organisation_id,
        download=row,
        place=row.pieces,
        sheet=sheet,
        sealed=sealed(zlib.compress(text, 1), at=at),
        disclosures=list(disclosures),
    )
    row.pieces += 1


def unpacked(piece: MassPiece) -> bytes:
    """Return what `write` sealed."""
    return zlib.decompress(opened(piece.sealed or b""))


def remove_due(at: datetime) -> int:
    """Remove the files whose day has passed, with their pieces; return how many files."""
    return MassDownload.objects.filter(kept_until__lte=at).delete()[1].get("mass.MassDownload", 0)
