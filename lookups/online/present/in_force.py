"""Which of an answer's decisions are in force on a chosen day, which are apart, and which have ended."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lookups.answers import remarks
from lookups.answers.elements import OPEN, day_of
from lookups.answers.model import Agency, Answer, Decision, Money, Period, Value
from lookups.answers.remarks import Remark

_OVER = frozenset({"UPPHORANDE"})
# A row of FK's days: the day, and what is paid for it.
_DAYS = ("ersattningsdatum", "dag")
_AMOUNTS = ("ersattningsbelopp", "bruttobelopp", "belopp")
_STOPS = "upphorandeManadFrom"  # the first month for which nothing is paid
_ABOUT = ("barn", "Barn")  # a benefit of one child goes on by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """A decision in force; `a_day` is what it pays for the chosen day, least and most, where it pays by day."""

    decision: Decision
    remarks: tuple[Remark, ...]
    last: str  # the last day or month, as delivered; empty: it goes on
    a_day: tuple[Money, Money] | None = None
    full_day: Decimal | None = None  # a whole day's amount, where less than a whole is paid
    about: bool = False  # the whole day's amount is worked out by the extent, not told
    replaced_by: str | None = None  # the day of a later decision on the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A benefit that has ended: its last decision, and the last day or month that it was for."""

    decision: Decision
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An answer's decisions on a day; each granted one stands in one place at most."""

    running: tuple[InForce, ...]
    older: tuple[InForce, ...]  # FK's copies of what PM decides now
    at_death: tuple[InForce, ...]  # open, but the person is dead
    undated: tuple[Decision, ...]  # no period is told
    ended: tuple[Ended, ...]  # within the answer's period, the latest first


def in_force(answer: Answer, decisions: Iterable[Decision], on: date, period: Period) -> Standing:
    """Return how some of an answer's decisions stand on a day; `period` is the answer's."""
    granted = [one for one in decisions if _grants(one)]
    day, died = on.isoformat(), _died(answer)
    running, older, at_death = [], [], []
    for one in granted:
        if not _dated(one) or not _holds(one, day):
            continue
        told = _in_force(answer, granted, one, day)
        if Remark.OLDER_COPY in told.remarks:
            older.append(told)
        elif Remark.OPEN_AT_DEATH in told.remarks and died and died <= day:
            at_death.append(told)
        else:
            running.append(told)
    return Standing(
        running=tuple(_sorted(running)),
        older=tuple(_sorted(older)),
        at_death=tuple(_sorted(at_death)),
        undated=tuple(one for one in granted if not _dated(one)),
        ended=_ended(answer, granted, day, period),
    )


def last_of(one: Decision) -> str:
    """Return the last day or month that a decision is for, as delivered or before the month it stops; empty: open."""
    told = (one.period.last if one.period else None) or ""
    told = told if day_of(told) else ""
    stops = [_before(stop) for stop in _texts(one.basis.get(_STOPS)) if day_of(stop)]
    return min([*stops, *([told] if told else [])], key=_end, default="")


def _grants(one: Decision) -> bool:
    """Say whether a decision gives something: it is not refused, not an ending, and not decided at nought."""
    outcome = remarks.outcomes_of(one)
    if (
        remarks.refused(one)
        or outcome & _OVER
        or (not outcome and one.basis.get("avslaget") is True)
    ):
        return False
    return one.amount is None or bool(one.amount.amount)


def _dated(one: Decision) -> bool:
    return bool(one.period and day_of(one.period.first)) or bool(last_of(one))


def _holds(one: Decision, day: str) -> bool:
    first = day_of(one.period.first) if one.period else ""
    return first <= day <= _end(last_of(one))


def _end(last: str) -> str:
    return day_of(last, last=True) or OPEN


def _before(month: str) -> str:
    """Return the month before one.

    >>> _before("2027-01"), _before("2026-10-01")
    ('2026-12', '2026-09')
    """
    year, number = int(month[:4]), int(month[5:7] or "1")
    return f"{year - (number == 1):04}-{(number - 2) % 12 + 1:02}"


def _texts(value: Value) -> tuple[str, ...]:
    many = value if isinstance(value, tuple) else (value,)
    return tuple(one for one in many if isinstance(one, str))


def _in_force(answer: Answer, granted: list[Decision], one: Decision, day: str) -> InForce:
    a_day = _a_day(one, day)
    full, about = _full_day(granted, one, a_day)
    return InForce(
        decision=one,
        remarks=remarks.of_decision(answer, one),
        last=last_of(one),
        a_day=a_day,
        full_day=full,
        about=about,
        replaced_by=_replaced_by(granted, one, day),
    )


def _replaced_by(granted: list[Decision], one: Decision, day: str) -> str | None:
    """Return when a later decision of PM's on the same benefit was made, in force the same day; FK's have parts."""
    if one.agency is not Agency.PM or one.kind is None:
        return None
    later = [
        other.decided
        for other in granted
        if other.decided
        and _key(other) == _key(one)
        and other.decided > (one.decided or "")
        and _holds(other, day)
    ]
    return max(later, default=None)


def _sorted(told: list[InForce]) -> list[InForce]:
    told.sort(key=lambda one: one.decision.decided or "", reverse=True)
    return sorted(told, key=lambda one: one.decision.agency)


def _key(one: Decision) -> tuple[str, ...]:
    """Return what tells a benefit from another: a new decision on the same goes on where the last one ended."""
    about = next((str(one.basis[name]) for name in _ABOUT if one.basis.get(name)), "")
    return (one.agency, one.group, one.source, one.kind.code if one.kind else "", about)


def _ended(answer: Answer, granted: list[Decision], day: str, period: Period) -> tuple[Ended, ...]:
    """Return what ended within the period before a day, and has not gone on since; nothing of FK's copies."""
    last: dict[tuple[str, ...], Decision] = {}
    for one in granted:
        if not _dated(one) or Remark.OLDER_COPY in remarks.of_decision(answer, one):
            continue
        known = last.get(_key(one))
        if known is None or _end(last_of(known)) < _end(last_of(one)):
            last[_key(one)] = one
    found = [
        Ended(decision=one, last=last_of(one))
        for one in last.values()
        if period.first.isoformat() <= _end(last_of(one)) < day
    ]
    return tuple(sorted(found, key=lambda one: _end(one.last), reverse=True))


def _died(answer: Answer) -> str:
    """Return the first day that the person may have died; empty: alive, or not told."""
    told = [day for one in _texts((answer.person or {}).get("avled")) if (day := day_of(one))]
    return min(told, default="")


def _a_day(one: Decision, day: str) -> tuple[Money, Money] | None:
    """Return what is paid for a day: as told for that day, else for the days of the decision, least and most."""
    days = list(_days(one.basis.values()))
    told = [money for when, money in days if when == day] or [money for _, money in days]
    told = [money for money in told if money.amount]
    if not told or len({money.currency for money in told}) > 1:
        return None
    return min(told, key=_amount), max(told, key=_amount)


def _amount(money: Money) -> Decimal:
    return money.amount


def _days(values: Iterable[Value]) -> Iterator[tuple[str, Money]]:
    """Yield each day row of a basis that tells an amount; what was asked and not paid tells none."""
    for value in values:
        for one in value if isinstance(value, tuple) else (value,):
            if not isinstance(one, Mapping):
                continue
            day = next((one[name] for name in _DAYS if isinstance(one.get(name), str)), None)
            money = next((one[name] for name in _AMOUNTS if isinstance(one.get(name), Money)), None)
            if isinstance(day, str) and isinstance(money, Money):
                yield day, money


def _full_day(
    granted: list[Decision], one: Decision, a_day: tuple[Money, Money] | None
) -> tuple[Decimal | None, bool]:
    """Return a whole day's amount where a part is paid: as told for a whole day before, else by the extent."""
    if a_day is None or not one.extent or one.extent >= 1 or a_day[0] != a_day[1]:
        return None, False
    amount = a_day[0].amount
    whole = {
        money.amount
        for other in granted
        if other.group == one.group and other.extent == 1
        for _, money in _days(other.basis.values())
    }
    near = [full for full in whole if abs(full * one.extent - amount) < 1]
    if near:
        return max(near), False
    return _rounded(amount / one.extent), True


def _rounded(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal(1))
