"""What has changed since the organisation last asked: the answer before, found in the log, and this one, by traces.

Of protection nothing is said, nor anything beside it: where either answer was given while the person was known to be
protected, there is nothing to tell at all. Only what both answers could tell is compared.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from lookups.answers import services as answers
from lookups.answers.elements import AGED
from lookups.answers.model import Klass, Period, Protection, Result, State
from lookups.answers.traces import Group
from lookups.online.model import Became, GroupSince, Since, Span, Told, Unsure
from lookups.registers import reads as registers
from portal.access.askers import Asker
from portal.audit import reads as log
from portal.audit.traces import OPEN, Difference, Row, Tracer, Window
from portal.clock import swedish_day
from portal.organisations.models import Service

MOST_SPANS = 6  # days told of one group
_READ = frozenset({Result.GIVEN.value, Result.NOTHING_REGISTERED.value})
_WHY = {
    Result.NOT_CHECKED.value: Unsure.UNREAD_NOW,
    Result.NOT_PERMITTED.value: Unsure.NOT_PERMITTED,
}


def since(asker: Asker, told: Told) -> Since | None:
    """Return what has changed since the answer before, or None where there is none, or nothing may be said.

    The connection acts for the asker's organisation. An answer without a case is compared with nothing.
    """
    answer = told.answer
    if not told.case or answer.notice or answer.protection is Protection.SET:
        return None
    if any(one.result is Result.WITHHELD for one in answer.outcomes):
        return None
    persons = frozenset({answer.number, answer.present or answer.number})
    if answer.protection is Protection.NONE:
        persons |= registers.numbers_of(asker, answer.number)
    before = log.before(
        told.disclosure,
        log.AskedAbout(
            organisation=asker.organisation,
            persons=persons,
            purpose=told.purpose_code,
            case=told.case,
            services=(Service.ONLINE.value, Service.MASS.value),
            unread=Result.NOT_CHECKED.value,
        ),
        at=told.at,
    )
    if before is None or Protection.SET.value in (before.protection, before.was_protection):
        return None
    return Since(
        at=before.at,
        who=before.asker,
        own=before.user is not None and before.user == asker.user,
        system=bool(before.client),
        mass=before.service == Service.MASS.value,
        period=Period(first=before.first, last=before.last),
        same_extracts=all(part.state is State.OK for part in answer.parts)
        and before.extracts == frozenset(part.extract for part in answer.parts),
        groups=tuple(_Compared(asker, told, before).groups()),
    )


class _Compared:
    """One answer held against the one before."""

    def __init__(self, asker: Asker, told: Told, before: log.Before) -> None:
        self._before = before
        self._tracer = Tracer(asker.organisation, told.purpose_code, told.case)
        self._now = answers.traces(told.answer, told.period)
        self._results = {(one.klass, one.group): one.result.value for one in told.answer.outcomes}
        today = swedish_day(told.at)
        self._aged = today - AGED
        self._then = _window(Period(first=before.first, last=before.last), swedish_day(before.at))
        self._asked = _window(told.period, today)

    def groups(self) -> Iterator[GroupSince]:
        """Yield what became of each group that either answer was asked for."""
        found = {key: self._group(key) for key in self._results}
        for key, one in found.items():
            yield self._made(one, found) if key[0] is Klass.PRELIMINARY else one[0]
        for klass, group in self._before.outcomes:
            if (klass, group) not in self._results:
                yield _unsure(Klass(klass), group, Unsure.NOT_ASKED_NOW)

    def _group(self, key: tuple[Klass, str]) -> tuple[GroupSince, Difference | None]:
        klass, group = key
        if why := self._why_not(key):
            return _unsure(klass, group, why), None
        text = f"{klass.value} {group}"
        cut, rows, days = self._before.traces.get(text, ("", "", ""))
        now = self._now.get(key, Group(rows=(), days=()))
        told = self._compare(rows, now.rows, self._then)
        of_days = self._compare(days, now.days, replace(self._then, ahead=False))
        if self._asked.last < self._then.last and (told.gone or of_days.gone):
            return _unsure(
                klass, group, Unsure.PERIOD
            ), None  # they may lie ahead of what is asked now
        if rows and now.rows and cut != self._before.cuts.get(text, ""):
            return _unsure(klass, group, Unsure.CUT), None
        one = GroupSince(
            klass=klass,
            group=group,
            became=_became(told, of_days, had=bool(rows or days), has=bool(now.rows)),
            new=len(told.new),
            changed=len(told.changed),
            gone=len(told.gone),
            spans=_spans(told, of_days),
        )
        if one.became is Became.SAME and not told.same:
            one = _unsure(
                klass, group, Unsure.PERIOD
            )  # all of it lies outside of what was asked then
        return one, told

    def _compare(
        self, rows: str, now: Iterable[tuple[bytes, bytes, str, str]], then: Window
    ) -> Difference:
        return self._tracer.compare(
            rows, [Row(*row) for row in now], then=then, asked=self._asked, aged=self._aged
        )

    def _why_not(self, key: tuple[Klass, str]) -> Unsure | None:
        now, was = self._results[key], self._before.outcomes.get((key[0].value, key[1]))
        if was is None:
            return Unsure.NOT_ASKED_THEN
        if now not in _READ:
            return _WHY[now]
        if was not in _READ:
            return Unsure.UNREAD_THEN if was == Result.NOT_CHECKED.value else Unsure.NOT_PERMITTED
        if self._before.form != self._tracer.form:
            return Unsure.FORM
        apart = self._asked.first > self._then.last or self._asked.last < self._then.first
        return Unsure.PERIOD if apart else None

    def _made(
        self,
        one: tuple[GroupSince, Difference | None],
        found: Mapping[tuple[Klass, str], tuple[GroupSince, Difference | None]],
    ) -> GroupSince:
        """Return what became of planned payments: those that have been paid are not simply gone."""
        told, difference = one
        paid = found.get((Klass.PAYMENTS, told.group), (None, None))[1]
        if difference is None or paid is None or not difference.gone:
            return told
        come = Counter(self._tracer.known(row) for row in paid.new)
        made = sum((Counter(difference.gone) & come).values())
        return replace(told, made=made, gone=told.gone - made)


def _window(period: Period, asked: date) -> Window:
    last = period.last or asked + timedelta(days=1)
    return Window(first=period.first, last=last, ahead=last >= asked)


def _unsure(klass: Klass, group: str, why: Unsure) -> GroupSince:
    return GroupSince(klass=klass, group=group, became=Became.UNSURE, why=why)


def _became(rows: Difference, days: Difference, *, had: bool, has: bool) -> Became:
    if not (rows or days):
        return Became.SAME if has else Became.PAST if had else Became.NOTHING
    if has:
        return Became.CHANGED if had else Became.NEW
    return Became.GONE


def _spans(rows: Difference, days: Difference) -> tuple[Span, ...]:
    """Return the days of what is new or says something else, latest first; of months of days where nothing else is."""
    told = [(one.first, one.last) for one in (*rows.new, *rows.changed)]
    told = told or [(one.last, one.first) for one in (*days.new, *days.changed)]
    spans = {(first, "" if last == OPEN else last) for first, last in told} - {("", "")}
    return tuple(Span(first=first, last=last) for first, last in sorted(spans, reverse=True))[
        :MOST_SPANS
    ]
