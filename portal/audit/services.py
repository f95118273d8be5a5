"""Writes the log: one hand-written statement on the hot path; the caller's transaction commits it (promise 1)."""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

import msgspec
from django.conf import settings
from django.db import connection

from portal.access.askers import Asker
from portal.audit.traces import Rows, Tracer


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosed:
    """What is told, as the log keeps it. `outcomes` are (class, group, result); `named` are (12 digits, role)."""

    service: str
    version: str
    purpose: str
    law: str
    case: str
    caseworker: str
    person: str  # 12 digits, as asked
    present: str  # 12 digits, when the number has been replaced
    first: date
    last: date
    asked: str | Mapping[str, Sequence[str]]
    outcomes: Sequence[tuple[str, str, str]]
    protection: str
    extracts: Sequence[UUID]
    digest: bytes
    groups: Mapping[tuple[str, str], bytes]  # (class, group): canonical contents
    named: Sequence[tuple[str, str]]
    traces: Mapping[tuple[str, str], Rows] = field(default_factory=dict)


def keyed(text: bytes) -> str:
    """Return the keyed digest (HMAC-SHA-256, hex): equal contents show, contents do not."""
    return hmac.digest(settings.LOG_KEY.encode(), text, "sha256").hex()


# Who asks, then what is told: all that an answer's row and that of its later reading have in common.
_WHO = ("user", "client", "party", "asker_name", "channel")
_WHAT = {
    "version": "text",
    "service": "text",
    "purpose": "text",
    "law": "text",
    "case": "text",
    "caseworker": "text",
    "person": "text",
    "present": "text",
    "first": "date",
    "last": "date",
    "asked": "jsonb",
    "outcomes": "jsonb",
    "protection": "text",
    "extracts": "uuid[]",
    "digest": "bytea",
    "group_digests": "jsonb",
    "named": "jsonb",
}
_WHO_NAMES = ", ".join(f'"{name}"' for name in _WHO)
_NAMES = ", ".join(f'"{name}"' for name in _WHAT)
_FACTS = f"{_WHO_NAMES}, {_NAMES}"
# The rows come as one JSON text: written and read many times faster than a parameter for each of their columns.
INSERT = f"""
INSERT INTO audit_disclosure (organisation_id, at, request_id, kind, {_WHO_NAMES}, id, traces, {_NAMES})
SELECT %s, %s, %s, 'answer', {", ".join(["%s"] * len(_WHO))}, id, traces, {_NAMES}
FROM json_to_recordset(%s)
AS told (id uuid, traces jsonb, {", ".join(f'"{name}" {kind}' for name, kind in _WHAT.items())})
"""  # noqa: S608  # names of columns
AGAIN = f"""
INSERT INTO audit_disclosure (id, organisation_id, at, request_id, kind, again_of, {_FACTS})
SELECT again.id, organisation_id, %s, %s, 'reading', answer.id, {_FACTS}
FROM unnest(%s::uuid[], %s::uuid[]) AS again (id, answer)
JOIN audit_disclosure answer ON answer.id = again.answer AND answer.kind = 'answer' RETURNING audit_disclosure.id
"""  # noqa: S608


def disclose(asker: Asker, told: Disclosed, *, at: datetime, request_id: UUID) -> UUID:
    """Log that this is told; return the row's id. The caller commits before the answer leaves (R8, promise 1).

    Raises DatabaseError when the row cannot be written: then nothing may be told.
    """
    (row,) = disclose_all(asker, [told], at=at, request_id=request_id)
    return row


def disclose_all(
    asker: Asker, told: Sequence[Disclosed], *, at: datetime, request_id: UUID
) -> Sequence[UUID]:
    """Log as `disclose` does, a row for each of many persons, by one statement; return their ids in the same order."""
    rows = [uuid4() for _ in told]
    facts = [
        {"id": row, "traces": _traces(asker, one), **_what(one)}
        for row, one in zip(rows, told, strict=True)
    ]
    who = [asker.user, asker.client or "", asker.party, asker.name, asker.channel]
    with connection.cursor() as cursor:
        cursor.execute(
            INSERT,
            [asker.organisation, at, request_id, *who, msgspec.json.encode(facts).decode()],
        )
    return rows


def _traces(asker: Asker, told: Disclosed) -> Mapping[str, Any]:
    return Tracer(asker.organisation, told.purpose, told.case).packed(told.traces)


def _what(told: Disclosed) -> Mapping[str, Any]:
    """Return what the row says of the answer, by column."""
    return {
        "version": told.version,
        "service": told.service,
        "purpose": told.purpose,
        "law": told.law,
        "case": told.case,
        "caseworker": told.caseworker,
        "person": told.person,
        "present": told.present,
        "first": told.first,
        "last": told.last,
        "asked": told.asked,
        "outcomes": told.outcomes,
        "protection": told.protection,
        "extracts": told.extracts,
        "digest": rf"\x{told.digest.hex()}",
        "group_digests": {" ".join(key): keyed(contents) for key, contents in told.groups.items()},
        "named": [[keyed(number.encode()), role] for number, role in told.named],
    }


def disclose_again(answer: UUID, *, at: datetime, request_id: UUID) -> UUID:
    """Log that a disclosed answer is read again; return the row's id.

    Raises LookupError when the acting organisation has no such answer in its log.
    """
    (row,) = disclose_all_again([answer], at=at, request_id=request_id)
    return row


def disclose_all_again(
    answers: Sequence[UUID], *, at: datetime, request_id: UUID
) -> Sequence[UUID]:
    """Log as `disclose_again` does, a row for each of many answers. Raises LookupError when one is not there."""
    rows = [uuid4() for _ in answers]
    with connection.cursor() as cursor:
        cursor.execute(AGAIN, [at, request_id, rows, list(answers)])
        if cursor.rowcount != len(rows):
            message = "no such answer in the log"
            raise LookupError(message)
    return rows
