"""Writes the answers of a part by one statement, within the transaction that logs them (promise 1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

_COLUMNS = {
    "line": "int",
    "kind": "text",
    "own": "text",
    "case": "text",
    "same_as": "int",
    "person": "text",
    "disclosure": "uuid",
    "sealed": "bytea",
}
_NAMES = ", ".join(f'"{name}"' for name in _COLUMNS)
_INSERT = f"""
INSERT INTO mass_massanswer (organisation_id, query_id, {_NAMES})
SELECT %s, %s, {_NAMES}
FROM unnest({", ".join(f"%s::{kind}[]" for kind in _COLUMNS.values())}) AS written ({_NAMES})
"""  # noqa: S608  # names of columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An answer as its row keeps it; `same_as` stands alone, for a line that points to an earlier one."""

    line: int
    kind: str  # a `MassAnswer.Kind`
    own: str
    case: str
    same_as: int | None = None
    person: str  # keyed digest
    disclosure: UUID | None = None
    sealed: bytes | None = None


def write(organisation: int, query: UUID, rows: Sequence[Written]) -> None:
    """Write the rows. Raises IntegrityError for a line that has its answer already."""
    columns = [[getattr(row, name) for row in rows] for name in _COLUMNS]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [organisation, query, *columns])
