"""An answer as canonical bytes: equal answers have equal bytes, whatever made them."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any

import msgspec

from lookups.answers.model import Answer, Claim, Decision, Klass, Other, Payment, Result
from lookups.answers.payments import covered
from lookups.catalogue.sensitive import NAMES

# What may hold persons and places.
_HOLDERS = frozenset({Decision, Claim, Other, Payment, dict, tuple})


def digest(answer: Answer) -> bytes:
    """Return the SHA-256 of the whole answer, 32 bytes."""
    return sha256(encoded(answer)).digest()


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
    return [encoded(impersonal(row)) for row in rows]


def impersonal(value: Any) -> Any:
    """Return a row without fields of persons and places; what becomes empty is gone.

    Most rows have none: they come back as they are, since a copy of each costs more than all the rest.
    """
    if type(value) not in _HOLDERS:
        return value
    match value:
        case Decision() | Claim():
            return _with(value, basis=impersonal(value.basis))
        case Other():
            return _with(value, fields=impersonal(value.fields))
        case Payment():
            return _with(value, rows=tuple(map(covered, value.rows)))
        case dict():
            inner = {key: impersonal(one) for key, one in value.items() if key not in NAMES}
            cut: Any = {key: one for key, one in inner.items() if one not in ({}, ())}
        case _:
            cut = tuple(one for one in map(impersonal, value) if one not in ({}, ()))
    return value if cut == value else cut


def _with(row: Any, **part: Any) -> Any:
    ((name, cut),) = part.items()
    return row if cut == getattr(row, name) else replace(row, **part)


def encoded(value: Any) -> bytes:
    """Return a value of an answer as canonical JSON."""
    return msgspec.json.encode(value, order="deterministic")
