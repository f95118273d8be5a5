"""An answer as canonical bytes: equal answers have equal bytes, whatever made them."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any

import msgspec

from lookups.answers.model import Answer, Claim, Decision, Klass, Other, Payment, Result
from lookups.answers.payments import covered
from lookups.catalogue.sensitive import NAMES

_HOLDERS = frozenset({Decision, Claim, Other, Payment, dict, tuple})  # what may hold persons and places


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
    return [_bytes(_impersonal(row)) for row in rows]


def _impersonal(value: Any) -> Any:
    """Return a row without fields of persons and places; what becomes empty is gone.

    Most rows have none: they come back as they are, since a copy of each costs more than all the rest.
    """
    if type(value) not in _HOLDERS:
        return value
    match value:
        case Decision() | Claim():
            basis = _impersonal(value.basis)
            return value if basis is value.basis else replace(value, basis=basis)
        case Other():
            fields = _impersonal(value.fields)
            return value if fields is value.fields else replace(value, fields=fields)
        case Payment():
            rows = tuple(map(covered, value.rows))
            return value if rows == value.rows else replace(value, rows=rows)
        case dict():
            inner = {key: _impersonal(one) for key, one in value.items() if key not in NAMES}
            return _kept(value, {key: one for key, one in inner.items() if one not in ({}, ())})
        case tuple():
            return _kept(value, tuple(one for one in map(_impersonal, value) if one not in ({}, ())))
    return value


def _kept(value: Any, cut: Any) -> Any:
    return value if cut == value else cut


def _bytes(value: Any) -> bytes:
    return msgspec.json.encode(value, order="deterministic")
