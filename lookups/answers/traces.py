"""What an answer's rows say and are known again by, for keyed traces of them (`portal.audit.traces`). Pure.

As for what is told of a change: persons and places are no part of it, nor the description's names of benefits and
codes, so that a better word is no change. Rows of single days are taken out of their decisions and stand by the month,
since a period that moves takes them one by one.
"""

import calendar
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any, NamedTuple

from lookups.answers.canonical import encoded, impersonal
from lookups.answers.elements import OPEN
from lookups.answers.model import (
    Answer,
    Claim,
    Decision,
    Klass,
    Loose,
    Other,
    Payment,
    Period,
    Result,
)
from lookups.answers.normalise import REFUSED
from lookups.catalogue.fk import CASES

Key = tuple[Klass, str]
_NOTHING = Loose(first=None, last=None)
_NAME = re.compile(
    rb'"name":"(?:[^"\\]|\\.)*",?'
)  # the description's words for what the codes beside them say
_REFUSED = CASES.refused or ""
_DAYS = ("dag", "ersattningsdatum")  # what dates a row of a single day


class Traced(NamedTuple):
    """A row: what it is known again by, what it says, and the first and last day of periods that have it."""

    known: bytes
    said: bytes
    first: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The rows of one class and group, months of days apart; `cut` are the groups that payments were cut to."""

    rows: tuple[Traced, ...]
    days: tuple[Traced, ...]
    cut: tuple[str, ...] = ()


def traces(answer: Answer, period: Period) -> Mapping[Key, Group]:
    """Return the rows of each group that was given."""
    given = [(one.klass, one.group) for one in answer.outcomes if one.result is Result.GIVEN]
    found = _Found(period)
    found.refusals(answer.decisions)
    for decision in answer.decisions:
        found.decision(decision)
    for claim in answer.claims:
        found.claim(claim)
    for payment in answer.payments:
        found.payment(payment)
    for other in answer.other:
        found.other(other)
    if answer.person is not None:
        found.person(answer.person)
    return {key: found.group(key) for key in given}


class _Found:
    """Rows and days found so far, by class and group."""

    def __init__(self, period: Period) -> None:
        self._first = period.first.isoformat()
        self._last = period.last.isoformat() if period.last else OPEN
        self._rows: dict[Key, list[Traced]] = defaultdict(list)
        self._days: dict[Key, dict[str, list[tuple[str, str, Any]]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self._cut: dict[Key, set[str]] = defaultdict(set)
        self._refused: dict[Key, list[Traced]] = defaultdict(list)

    def group(self, key: Key) -> Group:
        """Return what was found of a group; months that the period holds the whole of."""
        days = (_month(month, told) for month, told in self._days[key].items())
        return Group(
            rows=tuple(self._rows[key]),
            days=(
                *(one for one in days if one.last >= self._first and one.first <= self._last),
                *self._refused[key],
            ),
            cut=tuple(sorted(self._cut[key])),
        )

    def refusals(self, decisions: Iterable[Decision]) -> None:
        """Add that a case is refused: said of all its rows, and while the period has the latest of them alone."""
        latest: dict[tuple[str, str], Decision] = {}
        for one in decisions:
            if one.basis.get(_REFUSED) is True:
                case = (one.group, str(one.basis.get(CASES.started or "")))
                other = latest.get(case)
                if other is None or (other.decided or "") <= (one.decided or ""):
                    latest[case] = one
        for (group, started), one in latest.items():
            first, last = _ends(one)
            self._refused[Klass.DECISIONS, group].append(
                Traced(known=_known(_REFUSED, started), said=b"", first=first, last=last)
            )

    def decision(self, one: Decision) -> None:
        """Add a decision's row."""
        key = (Klass.DECISIONS, one.group)
        basis = self._without_days(key, one)
        outcome = one.outcome
        if basis.pop(_REFUSED, None) is True and outcome == REFUSED:
            outcome = None
        if basis.keys() & CASES.once.keys() and not (one.decided or one.period or one.amount):
            return  # it stands for its days alone: what it decided lies outside of the period
        first, last = _ends(one)
        self._rows[key].append(
            Traced(
                known=_known(
                    one.id or basis.get(CASES.started or ""),
                    one.kind.code if one.kind else "",
                    (one.period or _NOTHING).first,
                ),
                said=_says(replace(one, basis=basis, outcome=outcome)),
                first=first,
                last=last,
            )
        )

    def claim(self, one: Claim) -> None:
        """Add a claim."""
        key = (Klass.CLAIMS, one.group)
        period = one.period or _NOTHING
        spans = []
        if period.first or period.last or not one.arrived:
            spans.append((_first(period.first), _last(period.last)))
        if one.arrived and _first(one.arrived) <= self._last and _last(one.arrived) >= self._first:
            spans.append((_first(one.arrived), _last(one.arrived)))
        spans = spans or [("", OPEN)]
        self._rows[key].append(
            Traced(
                known=_known(one.id, one.arrived, period.first),
                said=_says(one),
                first=min(first for first, _ in spans),
                last=max(last for _, last in spans),
            )
        )

    def payment(self, one: Payment) -> None:
        """Add a payment to each of the groups that it is told under."""
        klass = Klass.PAYMENTS if one.effected else Klass.PRELIMINARY
        trace = Traced(
            # The same before and after it is made.
            known=_known(
                (one.period or _NOTHING).first or one.date, one.kind.code if one.kind else ""
            ),
            said=_says(one),
            first=_first(one.date),
            last=_last(one.date),
        )
        for group in one.groups:
            self._rows[klass, group].append(trace)
            if not one.whole:
                self._cut[klass, group].update(one.groups)

    def other(self, one: Other) -> None:
        """Add other information; debts and the like are asked with the decisions."""
        period: Any = one.fields.get("period")
        first, last = (
            (period.get("from"), period.get("tom")) if isinstance(period, Mapping) else (None, None)
        )
        trace = Traced(
            known=_known(first),
            said=_says(one),
            first=_first(first),
            last=_last(last),
        )
        for klass in (Klass.DECISIONS, Klass.OTHER):
            self._rows[klass, one.group].append(trace)

    def person(self, told: Mapping[str, Any]) -> None:
        """Add the person's own facts, as they are now."""
        self._rows[Klass.OTHER, "FK:GEPI"].append(
            Traced(known=b"person", said=_says(told), first="", last=OPEN)
        )

    def _without_days(self, key: Key, one: Decision) -> dict[str, Any]:
        """Return a decision's basis without the days that the decision is about, or that are asked for beside it."""
        basis = dict(one.basis)
        period = one.period or _NOTHING
        first, last = _first(period.first) or OPEN, _last(period.last)
        for name, value in one.basis.items():
            if not isinstance(value, tuple):
                continue
            kept, all_of_it = [], name in CASES.once
            for item in value:
                day = _day_of(item)
                if all_of_it or first <= day <= last:
                    self._days[key][day[:7]].append((day, name, item))
                else:
                    kept.append(item)
            if len(kept) < len(value):
                basis[name] = tuple(kept)
        return basis


def _ends(one: Decision) -> tuple[str, str]:
    """Return the first and last day of periods that have a decision; a case without any stands from its start."""
    period = one.period
    if period and (period.first or period.last):
        return _first(period.first), _last(period.last)
    if one.decided:
        return _first(one.decided), _last(one.decided)
    started = str(one.basis.get(CASES.started or "") or "")
    runs = one.basis.get(CASES.active or "") is True
    return _first(started), OPEN if runs else _last(started)


def _day_of(item: Any) -> str:
    """Return the day that an item is about; empty where it is about no single day."""
    if type(item) is dict:  # many times faster than the abstract kind, and there are many
        for name in _DAYS:
            if name in item:
                return item[name] if isinstance(item[name], str) else ""
    return ""


def _month(month: str, told: list[tuple[str, str, Any]]) -> Traced:
    """Return a month of days. Only a period that has all of it has it: its days stand the other way round."""
    days = [item for _day, _name, item in sorted(told, key=itemgetter(0, 1))]
    # Of the many days of a year none holds a person or a place (a test says so): they are not looked through.
    said = _NAME.sub(b"", encoded(days))
    return Traced(known=month.encode(), said=said, first=_last(month), last=_first(month))


def _known(*words: object) -> bytes:
    return "\0".join(str(word or "") for word in words).encode()


def _says(value: Any) -> bytes:
    return _NAME.sub(b"", encoded(impersonal(value)))


def _first(text: str | None) -> str:
    """Return a day as it compares; the first of a month or a year; empty: no day.

    >>> _first("2026-10"), _first("Datum saknas")
    ('2026-10-01', '')
    """
    return text[:10] + "-01-01"[len(text[:10]) - 4 :] if _day(text) and text else ""


def _last(text: str | None) -> str:
    """Return a day as it compares; the last of a month or a year; OPEN: no day.

    >>> _last("2026-02"), _last("2025"), _last(None)
    ('2026-02-28', '2025-12-31', '9999-12-31')
    """
    if not text or not _day(text):
        return OPEN
    match text[:10].split("-"):
        case [year]:
            return f"{year}-12-31"
        case [year, month] if month.isdigit() and 1 <= int(month) <= 12:
            return f"{year}-{month}-{calendar.monthrange(int(year), int(month))[1]:02}"
    return text[:10]


def _day(text: str | None) -> bool:
    return bool(text) and str(text)[:4].isdigit()
