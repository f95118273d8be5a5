"""What became of a person between two documents of one agency, element by element: new, changed, gone.

Of decisions it is about rows. One whose end is set, whose case runs no more, or that is told no more
has gone; one that takes the place of another within the time that one was told to run has changed it,
and so has one that divides it.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple

from lookups.answers.elements import AGED, DEATH, Element, Elements, both
from lookups.answers.listings import PERSON_FACTS, Key
from lookups.answers.model import Agency, Klass
from lookups.answers.saying import encoded

NEW, CHANGED, GONE = "new", "changed", "gone"
_FACTS: Key = (Klass.OTHER, PERSON_FACTS)
_DEATH: Key = (DEATH, "")


class Said(NamedTuple):
    """What an element says, and by what it is known again: digests of 32 bytes."""

    element: bytes
    digest: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Became:
    """What became of one element; `before` and `after` None: nothing, or nothing that it could say again."""

    key: Key
    kind: str
    before: Said | None = None
    after: Said | None = None


def difference(
    agency: Agency, was: Mapping[str, Any] | None, now: Mapping[str, Any] | None, *, day: date
) -> frozenset[tuple[str, str, str]]:
    """Return (class, group, kind) of what became of a person; `day` is the day of the newer document.

    A class is a Klass value, or `avliden` without a group. The order of rows does not count; what
    was over long before the day may grow out of what is told, which is no change.
    """
    return frozenset((*one.key, one.kind) for one in became(agency, was, now, day=day))


def became(
    agency: Agency,
    was: Mapping[str, Any] | None,
    now: Mapping[str, Any] | None,
    *,
    day: date,
    only: frozenset[Key] | None = None,
) -> Iterator[Became]:
    """Yield what became of each element that is not as it was; `only` as in `elements.both`."""
    before, after = both(agency, was, now, day=day, only=only)
    aged = (day - AGED).isoformat()
    for key in _keys(before.decisions, after.decisions):
        yield from _Decisions(
            before.decisions[key], after.decisions[key], day=day.isoformat(), aged=aged
        ).became()
    death = _death(before.died, after.died)
    yield from death
    for key in _keys(before.items, after.items):
        # Whoever dies has no address any more, either: that is told with the death.
        if key != _FACTS or not any(one.kind == NEW for one in death):
            yield from _items(before.items[key], after.items[key], aged=aged)
    yield from _payments(before, after, aged=aged)


def _keys(*elements: Mapping[Key, Any]) -> list[Key]:
    return sorted(set().union(*elements))


def _event(kind: str, old: Element | None, new: Element | None) -> Became:
    known = new or old
    if known is None:
        raise ValueError(kind)
    return Became(
        key=known.key,
        kind=kind,
        before=_said(old) if old else None,
        after=_said(new) if new else None,
    )


def _said(one: Element) -> Said:
    return Said(one.identity, sha256(one.said).digest())


def _pairs(
    was: Iterable[Element], now: Iterable[Element], *alike: Callable[[Element], Hashable]
) -> tuple[list[tuple[Element, Element]], list[Element], list[Element]]:
    """Pair elements by the first likeness that they share; return the pairs, and what is left of either."""
    left, come = (sorted(ones, key=_order) for ones in (was, now))
    pairs = []
    for like in alike:
        waiting: dict[Hashable, list[Element]] = defaultdict(list)
        for old in reversed(left):
            waiting[like(old)].append(old)
        taken: set[int] = set()
        rest = []
        for new in come:
            if found := waiting[like(new)]:
                old = found.pop()
                taken.add(id(old))
                pairs.append((old, new))
            else:
                rest.append(new)
        left, come = [one for one in left if id(one) not in taken], rest
    return pairs, left, come


def _order(one: Element) -> tuple[str, str, str, str, bytes]:
    return one.first, one.kind, one.frame, one.decided, one.said


class _Decisions:
    """The decisions of one group, before and after."""

    def __init__(self, was: list[Element], now: list[Element], *, day: str, aged: str) -> None:
        self._was, self._now, self._day, self._aged = was, now, day, aged
        self._pairs, self._left, self._come = _pairs(
            was,
            now,
            lambda one: (one.frame, one.decided, one.first, one.kind, one.said),
            lambda one: (one.frame, one.decided, one.first, one.kind),
            lambda one: (one.frame, one.first, one.kind),
            lambda one: (one.first, one.kind),
            lambda one: (one.frame, one.decided, one.kind),
        )
        self._altered: list[tuple[Element, Element]] = []

    def became(self) -> Iterator[Became]:
        """Yield what became of each."""
        yield from self._of_pairs()
        yield from self._of_those_come()
        yield from self._of_those_left()

    def _of_pairs(self) -> Iterator[Became]:
        for old, new in self._pairs:
            if (old.said, old.decided) == (new.said, new.decided):
                continue
            if self._ends(old, new):
                yield _event(GONE, old, new)
                if old.rest == new.rest:
                    continue
            self._altered.append((old, new))
            yield _event(CHANGED, old, new)

    def _of_those_come(self) -> Iterator[Became]:
        frames = {one.frame for one in self._was}
        for one in self._come:
            takes = [old for old in self._was if _takes(old, one, frames)]
            if not takes:
                yield _event(NEW, None, one)
            elif not any(old in takes for old, _ in self._altered):
                yield _event(CHANGED, None, one)

    def _of_those_left(self) -> Iterator[Became]:
        frames = {one.frame for one in self._now}
        for one in self._left:
            if one.aged(self._aged):
                continue
            within = [new for new in self._now if _takes(new, one, frames)]
            if not within:
                yield _event(GONE, one, None)
            elif not any(new in within for _, new in self._altered):
                yield _event(CHANGED, one, None)

    def _ends(self, old: Element, new: Element) -> bool:
        """Say whether it has ended: it runs no more, or its end has been set, and nothing follows it."""
        if old.runs and not new.runs:
            return True
        if new.last >= old.last or old.last < self._day:
            return False
        return not any(
            new.first < one.first <= old.last and new.last < one.first and one.kind == new.kind
            for one in self._come
        )


def _takes(whole: Element, part: Element, frames: Collection[str]) -> bool:
    """Say whether a decision runs at the start of another of its kind, which therefore has its place within it.

    One of a case that is not among the other document's has a place of its own.
    """
    own_case = part.key[1].startswith(Agency.FK) and part.frame not in frames
    within = bool(part.first) and whole.first <= part.first <= whole.last
    return within and whole.kind == part.kind and not own_case


def _items(was: list[Element], now: list[Element], *, aged: str) -> Iterator[Became]:
    """Yield what became of claims and facts: what says something else in another's place has changed."""
    pairs, left, come = _pairs(
        was,
        now,
        lambda one: (one.frame, one.kind, one.said),
        lambda one: (one.frame, one.kind, one.first),
        lambda one: (one.frame, one.kind),
    )
    yield from (_event(CHANGED, old, new) for old, new in pairs if old.said != new.said)
    yield from (_event(NEW, None, one) for one in come)
    yield from (_event(GONE, one, None) for one in left if not one.aged(aged))


def _death(was: frozenset[str], now: frozenset[str]) -> list[Became]:
    if was == now:
        return []
    kind = NEW if not was else CHANGED if now else GONE
    before, after = (_said(Element(key=_DEATH, rest=encoded(sorted(one)))) for one in (was, now))
    return [Became(key=_DEATH, kind=kind, before=before, after=after)]


def _payments(before: Elements, after: Elements, *, aged: str) -> Iterator[Became]:
    """Yield new payments, made and planned; a planned one that was made is told as made alone."""
    for group in sorted({key[1] for one in (before, after) for key in one.payments}):
        made: Key = (Klass.PAYMENTS, group)
        planned: Key = (Klass.PRELIMINARY, group)
        come: list[Element] = []
        for key in (made, planned):
            pairs, left, new = _pairs(
                before.payments[key],
                after.payments[key],
                lambda one: (one.decided, one.first, one.kind, one.rest),
                lambda one: (one.decided, one.first, one.kind),
                lambda one: (one.first, one.kind),
            )
            yield from (
                Became(key=key, kind=CHANGED)
                for old, one in pairs
                if (old.decided, old.rest) != (one.decided, one.rest)
            )
            yield from (Became(key=key, kind=NEW) for _ in new)
            if key == made:
                come = new
            else:
                # It is made on the day that was planned, or another, for the same time.
                _, left, _ = _pairs(left, come, lambda one: (one.first, one.kind))
            yield from (Became(key=key, kind=GONE) for one in left if not one.aged(aged))
