"""An answer as canonical bytes: equal answers have equal bytes, whatever made them."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

import msgspec

from lookups.answers.model import Answer, Claim, Decision, Klass, Other, Payment, Result
from lookups.catalogue.sensitive import NAMES, PLACE_CODES


def digest(answer: Answer) -> bytes:
    """Return the SHA-256 of the whole answer, 32 bytes."""
    return sha256(_bytes(answer)).digest()


def group_contents(answer: Answer) -> Mapping[tuple[str, str], bytes]:
    """Return the canonical contents of each given group: by them the log says what has changed.

    Persons and places are not part of it: that somebody's protection is set or lifted must never
    show as a change. The order of rows does not count.
    """
    return {
        (one.klass, one.group): b"["
        + b",".join(sorted(_contents(answer, one.klass, one.group)))
        + b"]"
        for one in answer.outcomes
        if one.result is Result.GIVEN
    }


def _contents(answer: Answer, klass: Klass, group: str) -> list[bytes]:
    rows: list[Decision | Claim | Payment | Other | Mapping[str, Any]] = []
    if klass in (Klass.DECISIONS, Klass.OTHER):  # debts and the like are asked with the decisions
        rows += [one for one in answer.other if one.group == group]
    match klass:
        case Klass.DECISIONS:
            rows += [one for one in answer.decisions if one.group == group]
        case Klass.CLAIMS:
            rows += [one for one in answer.claims if one.group == group]
        case Klass.PAYMENTS | Klass.PRELIMINARY:
            effected = klass is Klass.PAYMENTS
            rows += [
                one for one in answer.payments if one.effected is effected and group in one.groups
            ]
        case Klass.OTHER if answer.person is not None and group == "FK:GEPI":
            rows.append(answer.person)
    return [_bytes(_impersonal(msgspec.to_builtins(row, enc_hook=str))) for row in rows]


def _impersonal(plain: Any) -> Any:
    """Return plain data without fields of persons and places; what becomes empty is gone."""
    if isinstance(plain, Mapping):
        if plain.get("code") in PLACE_CODES:
            return None
        return {
            name: inner
            for name, one in plain.items()
            if name not in NAMES and (inner := _impersonal(one)) not in ({}, [])
        }
    if isinstance(plain, (list, tuple)):
        return [inner for one in plain if (inner := _impersonal(one)) not in ({}, [])]
    return plain


def _bytes(value: Any) -> bytes:
    return msgspec.json.encode(value, order="deterministic", enc_hook=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, (datetime, Decimal)):
        return str(value)
    message = f"an answer holds no {type(value).__name__}"
    raise TypeError(message)
