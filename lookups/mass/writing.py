"""Writes the answers of a part by one statement, within the transaction that logs them (promise 1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import msgspec
from django.db import connection

# The rows come as one JSON text (as in `portal.audit`); what is sealed is plain text.
_INSERT = """
INSERT INTO mass_massanswer (organisation_id, query_id, line, kind, own, "case", same_as, person, disclosure, sealed)
SELECT %s, %s, line, kind, own, "case", same_as, person, disclosure, convert_to(sealed, 'UTF8')
FROM json_to_recordset(%s) AS written (
  line int, kind text, own text, "case" text, same_as int, person text, disclosure uuid, sealed text)
"""


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
    sealed: str | None = None


def write(organisation: int, query: UUID, rows: Sequence[Written]) -> None:
    """Write the rows. Raises IntegrityError for a line that has its answer already."""
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [organisation, query, msgspec.json.encode(rows).decode()])
