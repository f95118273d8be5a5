"""What came about in the period asked: dates may be months, or missing, which is open."""

from collections.abc import Iterator
from typing import Any

from lookups.answers.model import Period
from lookups.answers.values import Native, as_list, at
from lookups.catalogue.model import Cases, Claims, Form, Items, Payments, Slots


class Span:
    """The period asked, for comparing with dates as text: a month is all of its days."""

    def __init__(self, period: Period) -> None:
        self._first = period.first.isoformat()
        self._last = period.last.isoformat() if period.last else "9999-12-31"

    def touches(self, first: str | None, last: str | None) -> bool:
        """Say whether a period, each end included, has a day in common with this one.

        >>> from datetime import date
        >>> march = Span(Period(first=date(2026, 3, 10), last=date(2026, 3, 20)))
        >>> march.touches("2026-03", None), march.touches(None, "2026-03")
        (True, True)
        >>> march.touches("2026-03-21", None)
        False
        """
        first, last = _day(first), _day(last)
        return (not first or first <= self._last) and (not last or last >= self._first[: len(last)])

    def holds(self, *days: Any) -> bool:
        """Say whether one of the days that are told lies in it; when none is told, it may."""
        told = [day for day in map(_day, days) if day]
        return not told or any(self.touches(day, day) for day in told)


def selected(form: Form, items: Any, span: Span) -> Iterator[Native]:
    """Yield the items of a list that came about in the period, cut to their parts that did."""
    for item in as_list(items):
        if isinstance(item, dict):
            match form:
                case Cases():
                    yield from _case(form, item, span)
                case Claims():
                    if _claim(form, item, span):
                        yield item
                case Payments():
                    if span.holds(first_of(item, form.slots["date"])):
                        yield item
                case Items(period=str() as name):
                    ends = _ends(at(item, (name,)))
                    if ends is None or span.touches(*ends):
                        yield item
                case _:  # as they are now
                    yield item


def first_of(item: Native, names: tuple[str, ...]) -> Any:
    """Return the first of some fields that an item has."""
    return next((at(item, (name,)) for name in names if item.get(name) is not None), None)


def _case(form: Cases, case: Native, span: Span) -> Iterator[Native]:
    rows = [row for row in as_list(case.get(form.rows)) if isinstance(row, dict)]
    if not rows:
        if _without_rows(form, case, span):
            yield case
        return
    decided = _slot(case, form.outer, "decided")
    touched = [row for row in rows if _row(form, row, decided, span)]
    once = {
        name: [one for one in as_list(case.get(name)) if _dated(one, date, span)]
        for name, date in form.once.items()
    }
    if touched or any(once.values()):
        cut = {**case, form.rows: touched, **once}
        latest = max(rows, key=lambda row: str(_slot(row, form.inner, "decided") or ""))
        if form.refused and not any(row is latest for row in touched):
            cut.pop(form.refused, None)  # says of a decision that is not told
        yield cut


def _without_rows(form: Cases, case: Native, span: Span) -> bool:
    """Say whether an outer object alone came about in the period: refused, or not decided yet."""
    if form.started is None:
        return span.holds(_slot(case, form.outer, "decided"))
    started = case.get(form.started)
    return span.touches(started, None if case.get(form.active or "") else started)


def _row(form: Cases, row: Native, decided: Any, span: Span) -> bool:
    ends = _ends(_slot(row, form.inner, "period"))
    if ends is None:
        return span.holds(_slot(row, form.inner, "decided") or decided)
    return span.touches(*ends)


def _claim(form: Claims, claim: Native, span: Span) -> bool:
    arrived = _day(_slot(claim, form.slots, "arrived"))
    ends = _ends(_slot(claim, form.slots, "period"))
    if ends is None:
        return span.holds(arrived)
    return span.touches(*ends) or bool(arrived and span.holds(arrived))


def _dated(item: Any, name: str, span: Span) -> bool:
    return isinstance(item, dict) and span.holds(item.get(name))


def _slot(item: Native, slots: Slots, name: str) -> Any:
    return first_of(item, slots.get(name, ()))


def _ends(period: Any) -> tuple[Any, Any] | None:
    """Return both ends of a period of either model; None when it tells neither."""
    if not isinstance(period, dict):
        return None
    ends = (period.get("fran") or period.get("from"), period.get("till") or period.get("tom"))
    return ends if any(map(_day, ends)) else None


def _day(text: Any) -> str | None:
    """Return a date, month or year as it compares; None for a remark that it is missing."""
    return text[:10] if isinstance(text, str) and text[:4].isdigit() else None
