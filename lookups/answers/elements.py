"""What one agency tells of a person, taken apart into the elements that can change: decisions, claims, payments, facts.

All groups, given or not, and no purpose's cut: what is told of a change names no more than its group.
Persons named are no part of an element, for that somebody's protection is set or lifted must never
show as a change; nor are places, except among the person's own facts.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from lookups.answers import normalise, payments
from lookups.answers.listings import PERSON_FACTS, Key, dropped_of_the_person, listings_in
from lookups.answers.model import Agency, Claim, Decision, Klass, Loose, Payment, PaymentRow
from lookups.answers.persons import lists_of
from lookups.answers.saying import encoded, plain
from lookups.answers.values import Native, as_list, at, normal
from lookups.catalogue import lists
from lookups.catalogue.model import Cases, Claims, Listing, Payments
from lookups.catalogue.sensitive import PERSONS

DEATH = "avliden"  # beside the classes: the date of death

# A year is the least that is told back in time: what was over ten months ago may have grown out of it.
AGED = timedelta(days=300)
OPEN = "9999-12-31"
_DECIDED = ("status", "outcome", "amount", "extent", "days")
_PAID = ("payer", "gross", "tax", "deduction", "net")
_ROW = tuple(one.name for one in fields(PaymentRow))
_PAID_GROUPS = lists.FK_GROUPS | lists.PM_GROUPS
_OWN_PERSONS = frozenset(
    name for kind, _, name in (key.partition(".") for key in PERSONS) if kind == "Personinformation"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One thing that an agency tells; `rest` is all that it says beside its end and whether it runs.

    Days are `YYYY-MM-DD`, `first` empty and `last` OPEN where none is told. `frame` is the agency's
    own id, or the day its case was started.
    """

    key: Key
    frame: str = ""
    decided: str = ""
    kind: str = ""
    first: str = ""
    last: str = OPEN
    runs: bool = True
    rest: bytes = b""

    @property
    def said(self) -> bytes:
        """Return all that it says, but on which day that was decided."""
        return b"%b\0%b\0%d" % (self.rest, self.last.encode(), self.runs)

    @property
    def identity(self) -> bytes:
        """Return a digest (32 bytes) by which it is known again."""
        words = (*self.key, self.frame, self.first, self.kind)
        return sha256("\0".join(words).encode()).digest()

    def aged(self, day: str) -> bool:
        """Say whether it was over before a day, so that it may have grown out of what is told."""
        over = self.last if self.last != OPEN else "" if self.runs else self.first or self.decided
        return bool(over) and over < day


@dataclass(slots=True, kw_only=True)
class Elements:
    """A document's elements by class and group."""

    decisions: dict[Key, list[Element]] = field(default_factory=lambda: defaultdict(list))
    items: dict[Key, list[Element]] = field(default_factory=lambda: defaultdict(list))
    payments: dict[Key, list[Element]] = field(default_factory=lambda: defaultdict(list))
    died: frozenset[str] = frozenset()


def both(
    agency: Agency,
    was: Mapping[str, Any] | None,
    now: Mapping[str, Any] | None,
    *,
    day: date,
    only: frozenset[Key] | None = None,
) -> tuple[Elements, Elements]:
    """Return the elements of two documents of one person; payments that stand in both are left out.

    `only`: the classes and groups that are looked at, None: all.
    """
    before, after = lists_of(agency, was), lists_of(agency, now)
    read = _Read(agency=agency, aged=(day - AGED).isoformat(), only=only)
    found = Elements(), Elements()
    for listing, group in listings_in(agency, only):
        pair = [_dicts(one.get(listing.name)) for one in (before, after)]
        if isinstance(listing.form, Payments):
            pair = [*_unlike(*pair)]
        for elements, items in zip(found, pair, strict=True):
            read.take(elements, listing, group, items)
    return found


def day_of(text: object, *, last: bool = False) -> str:
    """Return a day as it is compared; a month or a year is its first day, or its last; empty: no day.

    >>> day_of("2026-10"), day_of("2026-10", last=True), day_of("Datum saknas")
    ('2026-10-01', '2026-10-31', '')
    """
    if not isinstance(text, str) or not text[:4].isdigit():
        return ""
    return text[:10] + ("-12-31" if last else "-01-01")[len(text[:10]) - 4 :]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """Reads one agency's lists; day rows from before `aged` are no part of anything."""

    agency: Agency
    aged: str
    only: frozenset[Key] | None

    def take(
        self, into: Elements, listing: Listing, group: str | None, items: list[Native]
    ) -> None:
        """Put a list's elements in their places."""
        if group == PERSON_FACTS:
            self._person(into, listing, items)
            return
        if isinstance(listing.form, Payments):
            self._payments(into, listing, items)
            return
        for item in items:
            own = group or str(at(item, listing.group) or "")
            if not own or (self.only is not None and (listing.klass, own) not in self.only):
                continue
            match listing.form:
                case Cases() as form:
                    self._case(into, form, listing, item, own)
                case Claims() as form:
                    one = next(
                        normalise.claims(form, listing, [item], group=own, agency=self.agency)
                    )
                    into.items[Klass.CLAIMS, own].append(self._claim(one))
                case _:
                    into.items[listing.klass, own].append(self._item(listing, item, own))

    def _case(
        self, into: Elements, form: Cases, listing: Listing, item: Native, group: str
    ) -> None:
        for one in normalise.decisions(form, listing, [item], group=group, agency=self.agency):
            basis = dict(one.basis)
            days = {name: basis.pop(name) for name in form.once if name in basis}
            runs = basis.pop(form.active or "", True) is not False
            frame = one.id or str(basis.get(form.started or "") or "")
            into.decisions[Klass.DECISIONS, group].append(self._decision(one, basis, frame, runs))
            if days:  # they stand beside the case's rows, at the latest of them
                into.items[Klass.DECISIONS, group].append(
                    Element(
                        key=(Klass.DECISIONS, group), frame=frame, kind="+", rest=self._says(days)
                    )
                )

    def _decision(self, one: Decision, basis: Mapping[str, Any], frame: str, runs: bool) -> Element:
        period = one.period or Loose(first=None, last=None)
        return Element(
            key=(Klass.DECISIONS, one.group),
            frame=frame,
            decided=one.decided or "",
            kind=one.kind.code if one.kind else "",
            first=day_of(period.first),
            last=day_of(period.last, last=True) or OPEN,
            runs=runs,
            rest=self._says({"": basis, **{name: getattr(one, name) for name in _DECIDED}}),
        )

    def _claim(self, one: Claim) -> Element:
        period = one.period or Loose(first=None, last=None)
        return Element(
            key=(Klass.CLAIMS, one.group),
            frame=one.id or "",
            decided=one.arrived or "",
            first=day_of(period.first),
            last=day_of(period.last, last=True) or OPEN,
            rest=self._says({**one.basis, "": one.arrived}),
        )

    def _item(self, listing: Listing, item: Native, group: str) -> Element:
        told = normal(listing.kind, item)
        period = told.get("period")
        first, last = (
            (period.get("from"), period.get("tom")) if isinstance(period, Mapping) else (None, None)
        )
        return Element(
            key=(listing.klass, group),
            first=day_of(first),
            last=day_of(last, last=True) or OPEN,
            rest=self._says(told),
        )

    def _payments(self, into: Elements, listing: Listing, items: list[Native]) -> None:
        if not isinstance(form := listing.form, Payments):
            return
        for told in payments.told(self.agency, form, iter(items), _PAID_GROUPS):
            one = payments.payment(self.agency, listing, told, frozenset(), hide=True)
            for group in one.groups:
                into.payments[listing.klass, group].append(self._payment(one, listing.klass, group))

    def _payment(self, one: Payment, klass: Klass, group: str) -> Element:
        rows = [{name: getattr(row, name) for name in _ROW} for row in one.rows]
        return Element(
            key=(klass, group),
            decided=day_of(one.date),
            kind=one.kind.code if one.kind else "",
            first=day_of(one.period.first) if one.period else "",
            last=day_of(one.date) or OPEN,
            rest=self._says({"": rows, **{name: getattr(one, name) for name in _PAID}}),
        )

    def _person(self, into: Elements, listing: Listing, items: list[Native]) -> None:
        """Put the person's own facts in one element, and the date of death beside it."""
        died: set[str] = set()
        told = []
        for item in items:
            facts = normal(listing.kind, item)
            for name in (*dropped_of_the_person(), *_OWN_PERSONS):
                facts.pop(name, None)
            died.update(str(one) for one in as_list(item.get("avled")) if one)
            facts.pop("avled", None)
            told.append(encoded(plain(facts, aged=self.aged, places=True)))
        if told:
            key = (listing.klass.value, PERSON_FACTS)
            into.items[key].append(Element(key=key, rest=b"\n".join(sorted(told))))
        into.died = frozenset(died)

    def _says(self, value: Mapping[str, Any]) -> bytes:
        return encoded(plain(value, aged=self.aged))


def _dicts(items: Any) -> list[Native]:
    return [one for one in as_list(items) if isinstance(one, dict)]


def _unlike(was: list[Native], now: list[Native]) -> tuple[list[Native], list[Native]]:
    """Return what stands in the one list and not in the other, and the other way round."""
    left, come = list(was), []
    for one in now:
        try:
            left.remove(one)  # as a rule the first
        except ValueError:
            come.append(one)
    return left, come
