"""Codes in an extract that the contract does not list: kept, passed on and counted, never an error (decision 0010)."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from msgspec import UNSET

from lookups.answers.model import Agency
from lookups.catalogue import codes, contract, lists

LISTED = 200  # different codes kept of an extract
_SHAPE = re.compile(r"[\w:.-]{1,40}")
_DIGITS = re.compile(r"[0-9]{6}")  # what may be a person's number is no code that is shown
_Look = Callable[[Any, Counter[tuple[str, str]]], None]

# Letters of benefits have no published list: what we call them is our reading, and no letter is unknown.
_OPEN = frozenset({"*.forman", "*.delforman", "*.formansfamilj"})
# The kinds of what is paid are the benefits' own letters; the table lists the deductions alone.
_PAID = "UtbetalningDetalj.beloppstyp"


@dataclass(frozen=True, slots=True)
class UnknownCodes:
    """Counts the unknown codes of one extract's lines by (table, code)."""

    agency: Agency
    found: Counter[tuple[str, str]] = field(default_factory=Counter)

    def look(self, line: Any) -> None:
        """Count those of a document, read by its published type."""
        if self.agency is Agency.FK:
            for one in _each(line.formansinformation):
                _look("Formansinformation")(one, self.found)
            return
        for name, look in _pm():
            for one in _each(getattr(line, name)):
                look(one, self.found)

    def told(self) -> Iterator[tuple[str, str, int]]:
        """Give table, code and how often, the most frequent first; what cannot be a code is not shown itself."""
        shown: Counter[tuple[str, str]] = Counter()
        for (table, code), times in self.found.items():
            shown[table, code if _SHAPE.fullmatch(code) and not _DIGITS.search(code) else ""] += (
                times
            )
        for (table, code), times in shown.most_common(LISTED):
            yield table, code, times


@cache
def _pm() -> tuple[tuple[str, _Look], ...]:
    answer = contract.types()["FormansinformationSvar"]
    return tuple((name, _look(answer[name].kind)) for name in lists.PM_LISTS)


@cache
def _look(kind: str) -> _Look:
    """Return what looks through an object of a published type, where it may hold codes and nowhere else."""
    plan = tuple(_plan(kind))

    def look(item: Any, found: Counter[tuple[str, str]]) -> None:
        for name, leaf, table, known, inner in plan:
            value = getattr(item, name)
            if value is UNSET or not value:
                continue
            for one in value if type(value) is list else (value,):
                if inner is not None:
                    inner(one, found)
                elif (code := getattr(one, leaf) if leaf else one) not in known:
                    found[table, str(code)] += 1

    return look


_Step = tuple[str, str, str, frozenset[Any], _Look | None]


def _plan(kind: str) -> Iterator[_Step]:
    for one in contract.types()[kind].values():
        inner = contract.types().get(one.kind)
        leaf = next((name for name in ("kod", "id") if inner and name in inner), "")
        table = codes.table_of(kind, one.name)
        if table in _OPEN:
            continue
        if table:
            yield one.name, leaf, table, _known(table), None
        elif leaf == "kod" and inner and (listed := _listed(inner[leaf].kind)):
            yield one.name, leaf, inner[leaf].kind, listed, None
        elif inner and any(_plan(one.kind)):
            yield one.name, "", "", frozenset(), _look(one.kind)


def _listed(kind: str) -> frozenset[Any]:
    value = contract.values().get(kind)
    return frozenset({*value.codes, UNSET, None}) if value and value.codes else frozenset()


def _known(table: str) -> frozenset[Any]:
    """Return a table's codes as a line has them: as text, and as a whole number, and none at all."""
    told = set(codes.tables()[table])
    if table == _PAID:
        told |= set(codes.tables()["*.forman"]) | {
            one.removeprefix("FK:") for one in lists.FK_GROUPS
        }
    told |= {written for written in ("INTERMISTISKT",) if codes.spelt(table, written) in told}
    return frozenset({*told, *(int(one) for one in told if one.isdigit()), UNSET, None})


def _each(value: Any) -> Iterable[Any]:
    if value is UNSET or value is None:
        return ()
    return value if isinstance(value, list) else (value,)
