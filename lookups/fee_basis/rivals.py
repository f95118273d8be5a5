"""Decisions that say the same thing: the later of one case leads, those of several cases stand beside one another."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from lookups.answers.elements import day_of
from lookups.answers.model import Agency, Answer, Decision, Value
from lookups.fee_basis.model import Line, Reason, Source, Where
from lookups.fee_basis.months import ends

# What tells one case of a benefit from another of the same person: an injury, a child, when a case began, its list.
_CASE = frozenset({"skadedatum", "skadetillfalle", "startades", "barn", "avlidna", "avliden"})
_NO_MONEY = frozenset({Reason.REFUSED, Reason.OLDER_COPY})
_Key = tuple[str, ...]


def replaced(answer: Answer, lines: Sequence[Line], *, on: date) -> frozenset[Source]:
    """Return the decisions that a later one of the same case and kind replaces on the day."""
    gone: set[Source] = set()
    for same in _by_key(answer, lines, on=on).values():
        latest = max(_decided(answer, one) for one in same)
        gone.update(one.source for one in same if _decided(answer, one) < latest)
    return frozenset(gone)


def several(lines: Collection[Line]) -> bool:
    """Say whether more than one decision of a kind gives money on the day: each counts, and somebody has to look."""
    seen: set[tuple[str, str]] = set()
    for one in lines:
        if one.where in {Where.LEFT, Where.APART}:
            continue
        what = (one.group, one.kind.code if one.kind else "")
        if what in seen:
            return True
        seen.add(what)
    return False


def _by_key(answer: Answer, lines: Sequence[Line], *, on: date) -> Mapping[_Key, list[Line]]:
    found: dict[_Key, list[Line]] = defaultdict(list)
    for one in lines:
        first, last, known = ends(one.period)
        holds = known and first is not None and first <= on and (last is None or on <= last)
        if holds and one.reason not in _NO_MONEY:
            found[_key(answer.decisions[one.source.at])].append(one)
    return found


def _key(one: Decision) -> _Key:
    kind = one.kind.code if one.kind else ""
    case = () if one.agency is Agency.PM and not _annuity(one.basis) else tuple(_told(one.basis))
    return (one.source, one.group, kind, *case)


def _annuity(basis: Mapping[str, Value]) -> bool:
    return any(name == "skadedatum" for name, _ in _walk(basis))


def _told(basis: Mapping[str, Value]) -> Iterator[str]:
    return (f"{name} {value}" for name, value in _walk(basis) if name in _CASE)


def _walk(value: Value) -> Iterator[tuple[str, Value]]:
    for one in value if isinstance(value, tuple) else (value,):
        if isinstance(one, Mapping):
            for name, inner in one.items():
                yield name, inner
                yield from _walk(inner)


def _decided(answer: Answer, one: Line) -> str:
    return day_of(answer.decisions[one.source.at].decided)
