"""Gathers what may be told: lists selected, cut and turned into rows; persons named are noted."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from lookups.answers import normalise, payments, permit
from lookups.answers.model import (
    Agency,
    Claim,
    Decision,
    Fields,
    Other,
    Payment,
    Permission,
)
from lookups.answers.payments import Told as ToldPayment
from lookups.answers.permit import Asked
from lookups.answers.persons import named_in
from lookups.answers.protect import protected
from lookups.answers.select import Span, selected
from lookups.answers.values import Native, at, normal
from lookups.catalogue import services as catalogue
from lookups.catalogue.model import Cases, Claims, Items, Listing, Payments, Person


@lru_cache(1024)  # one for each purpose, and for what is often asked
def _opened(agency: Agency, may: tuple[Asked, ...]) -> tuple[tuple[Listing, tuple[str, ...]], ...]:
    """Return an agency's lists that some groups open, each with its groups."""
    opened: dict[str, tuple[Listing, list[str]]] = {}
    for klass, group in may:
        if catalogue.agency(group) is agency:
            for one in catalogue.listings(group, klass):
                opened.setdefault(one.name, (one, []))[1].append(group)
    return tuple((listing, tuple(groups)) for listing, groups in opened.values())


@dataclass(slots=True, kw_only=True)
class Telling:
    """What is told so far, and the rules that hold for all of it.

    `there` are the groups of which there is something. `related` and `covered` are as in `protect`.
    """

    permission: Permission
    span: Span
    related: Mapping[str, bool] | None
    covered: bool
    there: set[Asked] = field(default_factory=set)
    person: Fields | None = None
    decisions: list[Decision] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    payments: list[Payment] = field(default_factory=list)
    other: list[Other] = field(default_factory=list)
    named: set[tuple[str, str]] = field(default_factory=set)

    def tell(self, agency: Agency, lists: Mapping[str, Any], may: Iterable[Asked]) -> None:
        """Add what one agency's lists hold of the groups that may be told."""
        for listing, groups in _opened(agency, tuple(may)):
            if isinstance(listing.form, Payments):
                self._tell_payments(agency, listing, lists.get(listing.name), groups)
            else:
                self._tell_items(agency, listing, lists.get(listing.name), groups)

    def _tell_payments(
        self, agency: Agency, listing: Listing, items: Any, groups: Collection[str]
    ) -> None:
        if not isinstance(form := listing.form, Payments):
            return
        for one in payments.told(agency, form, selected(form, items, self.span), groups):
            left_out = permit.left_out(self.permission, listing.klass, one.groups)
            self.there.update((listing.klass, group) for group in one.groups)
            self._pay(agency, listing, one, left_out)

    def _pay(
        self, agency: Agency, listing: Listing, one: ToldPayment, left_out: frozenset[str]
    ) -> None:
        self.payments.append(payments.payment(agency, listing, one, left_out, hide=self.covered))

    def _tell_items(
        self, agency: Agency, listing: Listing, items: Any, groups: Collection[str]
    ) -> None:
        found: dict[str, list[Native]] = {group: [] for group in groups}
        only = next(iter(found))  # a list without a code in its items is one group's alone
        for item in selected(listing.form, items, self.span):
            group = at(item, listing.group) if listing.group else only
            if group in found and (own := permit.own_part(listing, group, item)):
                found[group].append(self._cut(listing, group, own))
        for group, kept in found.items():
            if kept:
                self.there.add((listing.klass, group))
                self._add(agency, listing, group, kept)

    def _cut(self, listing: Listing, group: str, item: Native) -> Native:
        """Return an item without what is left out or protected; note whom it still names."""
        if left_out := permit.left_out(self.permission, listing.klass, (group,)):
            item = permit.without(item, left_out)
        item = protected(listing.kind, item, self.related, covered=self.covered)
        self.named.update(named_in(listing.kind, item))
        return item

    def _add(self, agency: Agency, listing: Listing, group: str, items: list[Native]) -> None:
        whose: dict[str, Any] = {"group": group, "agency": agency}
        match listing.form:
            case Cases() as form:
                self.decisions += normalise.decisions(form, listing, items, **whose)
            case Claims() as form:
                self.claims += normalise.claims(form, listing, items, **whose)
            case Items() as form:
                self.other += normalise.others(form, listing, items, **whose)
            case Person(dropped=dropped):
                first, *more = items
                told = normal(listing.kind, first)
                self.person = {name: one for name, one in told.items() if name not in dropped}
                form_of_more = Items(dropped=dropped)
                self.other += normalise.others(form_of_more, listing, more, **whose)
