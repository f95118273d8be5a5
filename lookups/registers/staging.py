"""Copies an extract's lines into the agency's staging table, some at a time.

Whoever stands in the register with the same digest has the same document: it is not sent again.
"""

from dataclasses import dataclass, field
from typing import LiteralString

from django.db import connection

from lookups.answers.model import Agency
from lookups.registers.compare import STAGING
from lookups.registers.lines import Line

_LINES, _BYTES = 500, 1 << 20  # that wait at once, whichever comes first
_COLUMNS: LiteralString = (
    "line, person, removed, protection, formers, told, digest, digests, document"
)
_KNOWN = "SELECT person, digest FROM registers_document WHERE agency = %s AND person = ANY (%s)"


@dataclass(slots=True, kw_only=True)
class Stage:
    """The way into one agency's staging table; `flush` at the end."""

    agency: Agency
    _waiting: list[tuple[int, Line]] = field(default_factory=list)
    _wrong: list[bytes] = field(default_factory=list)
    _size: int = 0

    def put(self, number: int, line: Line) -> None:
        """Stage a right line, and a removal for each number that it guards."""
        self._waiting.append((number, line))
        self._size += len(line.document)
        self._flush_at_times()

    def put_wrong(self, number: int, person: str) -> None:
        """Stage that a person's line was wrong."""
        self._wrong.append(f"{number}\t{person}\tf\t\t{{}}\t{{}}\t\\N\t{{}}\t{{}}\n".encode())
        self._flush_at_times()

    def _flush_at_times(self) -> None:
        if len(self._waiting) + len(self._wrong) >= _LINES or self._size >= _BYTES:
            self.flush()

    def flush(self) -> None:
        """Copy what waits."""
        known = self._known()
        rows = self._wrong
        for number, line in self._waiting:
            rows.append(_row(number, line, told=known.get(line.person) != line.digest))
            rows.extend(_row(-number, guard, told=True) for guard in line.guards())
        if rows:
            into = f"COPY {STAGING[self.agency]} ({_COLUMNS}) FROM STDIN"
            with connection.cursor() as cursor, cursor.copy(into) as copy:
                copy.write(b"".join(rows))
        self._waiting, self._wrong, self._size = [], [], 0

    def _known(self) -> dict[str, bytes | None]:
        """Return the digests that those who wait stand with."""
        with connection.cursor() as cursor:
            cursor.execute(_KNOWN, [self.agency.value, [line.person for _, line in self._waiting]])
            return dict(cursor.fetchall())


def _row(number: int, line: Line, *, told: bool) -> bytes:
    """Return a staging row in COPY's text form. In JSON backslashes alone need care."""
    head = (
        f"{number}\t{line.person}\t{'t' if line.removed else 'f'}\t{line.protection}\t{{{','.join(line.former)}}}"
        f"\t{{{','.join((*line.former, *line.guarded))}}}"
        f"\t\\\\x{line.digest.hex()}\t"
    )
    if not told:
        return head.encode() + b"{}\t{}\n"
    digests = ",".join(f'"{key}":"{value}"' for key, value in line.digests.items())
    return f"{head}{{{digests}}}\t".encode() + line.document.replace(b"\\", b"\\\\") + b"\n"
