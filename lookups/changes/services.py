"""The door of the room: a load writes here what it changed, in its own transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString
from uuid import UUID

from django.db import connection

from lookups.answers.difference import Became
from lookups.answers.model import Agency
from lookups.changes import rows
from lookups.changes.models import Batch, Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The extract that brings changes, and when."""

    extract: UUID
    agency: Agency
    made: datetime
    loaded: datetime
    held: bool = False  # nothing of it is told until somebody says so


def record(
    origin: Origin,
    select: LiteralString,
    params: Mapping[str, Any],
    became: Iterable[tuple[str, Iterable[Became]]] = (),
) -> int:
    """Write a batch and its changes; return how many changes.

    `select` gives (person, class, group, kind) of whom all has come or gone, and of what stands
    beside the classes: a statement and not rows, for a load changes a million of them at once.
    `became` gives a person's 12-digit number and what became of each element, one person after the
    other. The caller's transaction carries it, and a load lets it
    arrive as its last act (`turns`). Raises IntegrityError when the extract has been
    recorded already.
    """
    batch = Batch.objects.create(
        extract=origin.extract,
        agency=origin.agency.value,
        made_at=origin.made,
        loaded_at=origin.loaded,
        came_at=origin.loaded,
        held=origin.held,
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO {Change._meta.db_table} (batch_id, person, klass, "group", kind) '  # noqa: S608, SLF001  # our own table's name
            f"SELECT %(batch)s, changed.* FROM ({select}) AS changed",
            {**params, "batch": batch.pk},
        )
        count = int(cursor.rowcount)
    return count + rows.write(batch, became)


def renumber(agency: Agency, moved: Sequence[tuple[str, str]]) -> None:
    """Let what an agency's persons said before follow from a former number to the present one, by pairs of them."""
    if moved:
        rows.renumber(agency, moved)
