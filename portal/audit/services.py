"""Writes the log: one hand-written statement on the hot path; the caller's transaction commits it (promise 1)."""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection
from psycopg.types.json import Jsonb

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


# All that the row of an answer and the row of its later reading have in common, in the table's order.
_FACTS = """
"user", client, party, asker_name, channel, version, service, purpose, law, "case", caseworker, person, present,
first, last, asked, outcomes, protection, extracts, digest, group_digests, named
"""
INSERT = f"""
INSERT INTO audit_disclosure (id, organisation_id, at, request_id, kind, again_of, {_FACTS})
VALUES (%s, %s, %s, %s, 'answer', NULL, {", ".join(["%s"] * len(_FACTS.split(",")))})
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
    """Log as `disclose` does, a row for each of many persons; return the rows' ids in the same order."""
    rows = [uuid4() for _ in told]
    with connection.cursor() as cursor:
        cursor.executemany(
            INSERT,
            [
                _values(asker, one, row=row, at=at, request_id=request_id)
                for row, one in zip(rows, told, strict=True)
            ],
        )
    return rows


def _values(
    asker: Asker, told: Disclosed, *, row: UUID, at: datetime, request_id: UUID
) -> Sequence[Any]:
    return [
        row,
        asker.organisation,
        at,
        request_id,
        asker.user,
        asker.client or "",
        asker.party,
        asker.name,
        asker.channel,
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
        Jsonb(told.asked),
        Jsonb(told.outcomes),
        told.protection,
        list(told.extracts),
        told.digest,
        Jsonb({" ".join(key): keyed(contents) for key, contents in told.groups.items()}),
        Jsonb([[keyed(number.encode()), role] for number, role in told.named]),
    ]


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
