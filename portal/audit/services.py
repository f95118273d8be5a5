"""Writes the log: one hand-written statement on the hot path; the caller's transaction commits it (promise 1)."""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import msgspec
from django.conf import settings
from django.db import connection

from portal.access.askers import Asker


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


def keyed(text: bytes) -> str:
    """Return the keyed digest (HMAC-SHA-256, hex): equal contents show, contents do not."""
    return hmac.new(settings.LOG_KEY.encode(), text, sha256).hexdigest()


# Who asks, then what is told: all that an answer's row and that of its later reading have in common.
_WHO = ("user", "client", "party", "asker_name", "channel")
_WHAT = {  # how it is sent, and as what it is kept
    "version": ("text", "text"),
    "service": ("text", "text"),
    "purpose": ("text", "text"),
    "law": ("text", "text"),
    "case": ("text", "text"),
    "caseworker": ("text", "text"),
    "person": ("text", "text"),
    "present": ("text", "text"),
    "first": ("date", "date"),
    "last": ("date", "date"),
    "asked": ("text", "jsonb"),
    "outcomes": ("text", "jsonb"),
    "protection": ("text", "text"),
    "extracts": ("text", "uuid[]"),
    "digest": ("bytea", "bytea"),
    "group_digests": ("text", "jsonb"),
    "named": ("text", "jsonb"),
}
_FACTS = ", ".join(f'"{name}"' for name in (*_WHO, *_WHAT))
_KEPT = [f"%s::{sent}::{kept}" for sent, kept in _WHAT.values()]
INSERT = f"""
INSERT INTO audit_disclosure (id, organisation_id, at, request_id, kind, again_of, {_FACTS})
VALUES (%s, %s, %s, %s, 'answer', NULL, {", ".join(["%s"] * len(_WHO) + _KEPT)})
"""  # noqa: S608  # names of columns
INSERT_ALL = f"""
INSERT INTO audit_disclosure (organisation_id, at, request_id, kind, again_of, {", ".join(f'"{one}"' for one in _WHO)},
  id, {", ".join(f'"{one}"' for one in _WHAT)})
SELECT %s, %s, %s, 'answer', NULL, {", ".join(["%s"] * len(_WHO))},
  id, {", ".join(f'"{name}"::{kept}' for name, (_, kept) in _WHAT.items())}
FROM unnest(%s::uuid[], {", ".join(f"%s::{sent}[]" for sent, _ in _WHAT.values())})
  AS told (id, {", ".join(f'"{name}"' for name in _WHAT)})
"""  # noqa: S608
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
    row = uuid4()
    with connection.cursor() as cursor:
        cursor.execute(
            INSERT, [row, asker.organisation, at, request_id, *_who(asker), *_what(told)]
        )
    return row


def disclose_all(
    asker: Asker, told: Sequence[Disclosed], *, at: datetime, request_id: UUID
) -> Sequence[UUID]:
    """Log as `disclose` does, a row for each of many persons, by one statement; return their ids in the same order."""
    rows = [uuid4() for _ in told]
    columns = zip(*map(_what, told), strict=True) if told else [()] * len(_WHAT)
    with connection.cursor() as cursor:
        cursor.execute(
            INSERT_ALL,
            [asker.organisation, at, request_id, *_who(asker), rows, *map(list, columns)],
        )
    return rows


def _who(asker: Asker) -> Sequence[Any]:
    return [asker.user, asker.client or "", asker.party, asker.name, asker.channel]


def _what(told: Disclosed) -> Sequence[Any]:
    """Return what the row says of the answer, in the order of `_WHAT`."""
    return [
        told.version,
        told.service,
        told.purpose,
        told.law,
        told.case,
        told.caseworker,
        told.person,
        told.present,
        told.first,
        told.last,
        _json(told.asked),
        _json(told.outcomes),
        told.protection,
        "{%s}" % ",".join(map(str, told.extracts)),  # noqa: UP031  # an array of PostgreSQL's
        told.digest,
        _json({" ".join(key): keyed(contents) for key, contents in told.groups.items()}),
        _json([[keyed(number.encode()), role] for number, role in told.named]),
    ]


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


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
