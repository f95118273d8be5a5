"""The third list of a query, beside its answers and its faults: which rows are not yet asked; never their numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from lookups.mass.models import MassPart
from lookups.mass.packing import unpack


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLeft:
    """A row that is yet to ask, as the asker knows it: by its line and the asker's own reference."""

    line: int
    own: str


def page(query: UUID, *, after: int = 0, size: int) -> Sequence[RowLeft]:
    """Return the rows yet to ask, in row order, after a row; the connection must be acting for the organisation.

    Nothing is told of a person, so nothing is disclosed: it can be read at all hours.
    """
    left = MassPart.objects.filter(query_id=query, done=False, sealed__isnull=False)
    begins = left.filter(first__lte=after + 1).order_by("-place").values_list("place", flat=True)
    found: list[RowLeft] = []
    parts = left.filter(place__gte=begins.first() or 0).order_by("place")
    for sealed in parts.values_list("sealed", flat=True).iterator(chunk_size=1):
        found += [
            RowLeft(line=row.line, own=row.own) for row in unpack(sealed or b"") if row.line > after
        ]
        if len(found) >= size:
            break
    return found[:size]
