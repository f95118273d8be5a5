"""What has to be said of a row before anybody counts on it: it is an older copy, it has ended, the person is dead."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta
from enum import StrEnum

from lookups.answers.elements import OPEN, day_of
from lookups.answers.model import Agency, Answer, Decision, Loose, Payment
from lookups.catalogue import contract
from lookups.catalogue.lists import FK_LISTS
from portal.clock import swedish_day


class Remark(StrEnum):
    """What is said; the values are the codes on the wire."""

    OLDER_COPY = "ALDRE_UPPGIFT"  # FK's older copy of what PM has: PM's applies
    ENDED = "UPPHORT"  # of PM's: decided at nought, or its period was over at the extract
    AFTER_DEATH = "EFTER_DODSFALL"  # planned for a month after the month of death: not to come
    OPEN_AT_DEATH = "LOPER_EFTER_DODSFALL"  # its period goes on after the month of death


_ANNUITIES = frozenset({"PM:ANKEL", "PM:BL", "PM:FL", "PM:FOL", "PM:OL", "PM:SEL"})
_KINDS = contract.codes("PmFormanBeslutadErsattningTypKod")
# FK's lists that hold copies of what PM decides now, with PM's group and its kinds of compensation.
_COPIES: Mapping[str, tuple[str, frozenset[str]]] = {
    "allmanpensionsarende": ("PM:AP", _KINDS),
    "efterlevandepensionsarende": ("PM:EF", _KINDS - _ANNUITIES),
    "bostadstillaggsarende": ("PM:BTI", _KINDS),
    "arbetsskadeefterlevandearende": ("PM:EF", _ANNUITIES),
}
# FK pays an annuity of its own in the group of a survivor's, so that no payment of it is called a copy.
_COPIED_GROUPS: Mapping[str, str] = {
    FK_LISTS[name]: group for name, (group, kinds) in _COPIES.items() if kinds is not _ANNUITIES
}
_REFUSED = "AVSLAG"
_GIVES_NOTHING = frozenset({_REFUSED, "AVVISNING", "AVSKRIVNING"})


def of_decision(answer: Answer, one: Decision) -> tuple[Remark, ...]:
    """Return what has to be said of one of an answer's decisions; a refused one has nothing to end."""
    if refused(one):
        return ()
    told = {
        Remark.OLDER_COPY: _copied(answer, one),
        Remark.ENDED: _ended(answer, one),
        Remark.OPEN_AT_DEATH: _open_at_death(answer, one),
    }
    return tuple(remark for remark, holds in told.items() if holds)


def of_payment(answer: Answer, one: Payment) -> tuple[Remark, ...]:
    """Return what has to be said of one of an answer's payments."""
    told = {
        Remark.OLDER_COPY: _paid_by_pm(answer, one),
        Remark.AFTER_DEATH: not one.effected and after_death(answer, one.date),
    }
    return tuple(remark for remark, holds in told.items() if holds)


def outcomes_of(one: Decision) -> frozenset[str]:
    """Return what was decided by code and by name, for FK writes the word as either; none: it is not told."""
    return frozenset({one.outcome.code, one.outcome.name.upper()} if one.outcome else ())


def refused(one: Decision) -> bool:
    """Say whether a decision was refused, turned away or written off: it gives nothing."""
    return bool(outcomes_of(one) & _GIVES_NOTHING)


def ended_on(one: Decision) -> str | None:
    """Return the last day, or month, that a decision holds for, as delivered; None: it goes on.

    What is decided at nought ended the day before its period begins.

    >>> ended_on(Decision(agency=Agency.PM, group="", name="", period=Loose(first="2025", last="2026-03")))
    '2026-03'
    """
    if one.period is None:
        return None
    if _nought(one):
        with suppress(ValueError):  # FK's days are text, which may be no day
            return str(date.fromisoformat(day_of(one.period.first)) - timedelta(days=1))
    return one.period.last


def _nought(one: Decision) -> bool:
    return one.amount is not None and not one.amount.amount


def _ended(answer: Answer, one: Decision) -> bool:
    if one.agency is not Agency.PM:
        return False
    last = day_of(one.period.last, last=True) if one.period else ""
    return _nought(one) or ("" < last < _day_made(answer, Agency.PM))


def _copied(answer: Answer, one: Decision) -> bool:
    """Say whether PM has decided the same for some of the time, at whatever amount."""
    group, kinds = _COPIES.get(one.source, ("", frozenset[str]()))
    if not group:
        return False
    if one.kind is not None and (own := f"PM:{one.kind.code}") in kinds:
        kinds = frozenset({own})
    return any(
        other.group == group
        and (other.kind is None or other.kind.code in kinds)
        and (other.outcome is None or other.outcome.code != _REFUSED)
        and _meet(one.period, other.period)
        for other in answer.decisions
    )


def _paid_by_pm(answer: Answer, one: Payment) -> bool:
    """Say whether PM pays the same in the month that a payment of FK's is dated in."""
    groups = {_COPIED_GROUPS.get(group) for group in one.groups or (one.group,)}
    if None in groups or not one.date:
        return False
    return any(
        groups & {*other.groups, other.group} and (other.date or "")[:7] == one.date[:7]
        for other in answer.payments
    )


def _open_at_death(answer: Answer, one: Decision) -> bool:
    if one.period is None or _nought(one):
        return False
    return after_death(answer, day_of(one.period.last, last=True) or OPEN)


def after_death(answer: Answer, day: str | None) -> bool:
    """Say whether a day is in a month after the month of death, by the latest day that the person may have died."""
    died = [str(one) for one in _deaths(answer)]
    if not died or not day:
        return False
    latest = max(day_of(one, last=True) for one in died) or _day_made(answer, Agency.FK)
    return "" < latest[:7] < day_of(day)[:7]


def _deaths(answer: Answer) -> tuple[object, ...]:
    told = (answer.person or {}).get("avled")
    return told if isinstance(told, tuple) else () if told is None else (told,)


def _day_made(answer: Answer, agency: Agency) -> str:
    """Return the day in Sweden when an agency's extract was made; empty: none was read."""
    made = next((one.made for one in answer.parts if one.agency is agency), None)
    return str(swedish_day(made)) if made else ""


def _meet(one: Loose | None, other: Loose | None) -> bool:
    """Say whether two periods have a day in common; what tells no period may be of any time."""
    if one is None or other is None:
        return True
    return day_of(one.first) <= (day_of(other.last, last=True) or OPEN) and day_of(other.first) <= (
        day_of(one.last, last=True) or OPEN
    )
