"""Which groups are asked and may be told, and what a payment of several groups may tell."""

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any

from lookups.answers.model import Agency, Klass, Permission, Question
from lookups.answers.values import Native, as_list, at
from lookups.catalogue import services as catalogue
from lookups.catalogue.lists import PM_GROUPS, payment_group
from lookups.catalogue.model import Listing, Payments

Asked = tuple[Klass, str]


def asked(question: Question, permission: Permission) -> Mapping[Asked, bool]:
    """Return every group asked, in order, with whether it may be told.

    It may when it is permitted and in the description; asked for all, those are the groups. Raises
    ValueError for a group of neither agency.
    """
    if question.groups is None:
        return _all(permission.groups)
    return {
        (klass, group): (klass, group) in permission.groups and group in catalogue.given(klass)
        for klass in Klass
        for group in sorted(question.groups.get(klass, ()))
    }


@lru_cache(256)  # one for each purpose
def _all(groups: frozenset[tuple[str, str]]) -> Mapping[Asked, bool]:
    return {(one.klass, one.group): True for one in catalogue.offered(groups)}


def without(item: Any, names: Collection[str]) -> Any:
    """Return native data without some fields, at any depth."""
    if isinstance(item, dict):
        return {name: without(one, names) for name, one in item.items() if name not in names}
    if isinstance(item, list):
        return [without(one, names) for one in item]
    return item


def own_part(listing: Listing, group: str, item: Native) -> Native:
    """Return what an item tells of a group: of PM's other information no more than its own object."""
    member = catalogue.member(group, listing.klass, listing.name)
    if member is None:
        return item
    return {member: item[member]} if member in item else {}


def left_out(permission: Permission, klass: Klass, groups: Collection[str]) -> frozenset[str]:
    """Return the fields that are left out without a word from what concerns some groups."""
    return frozenset().union(*(permission.left_out.get((klass, group), ()) for group in groups))


def rows_of(
    agency: Agency, form: Payments, payment: Native
) -> tuple[list[tuple[str | None, Native]], list[str]]:
    """Return a payment's rows, each with its group, and the groups it concerns, its own first.

    A row whose group is not told has none; a payment without any group does not tell whose it is.
    """
    own = _group(agency, at(payment, form.family)) if form.family else None
    rows = [
        (_group(agency, at(row, form.row_group)), row)
        for row in as_list(payment.get(form.rows))
        if isinstance(row, dict)
    ]
    groups = list(dict.fromkeys(group for group in (own, *(one for one, _ in rows)) if group))
    # FK's rows need not repeat the benefit; PM's row without a group may be of any.
    fallback = own or (groups[0] if form.family and len(groups) == 1 else None)
    return [(group or fallback, row) for group, row in rows], groups


def sums_left_out(form: Payments, payment: Native) -> dict[str, Any]:
    """Return a payment without what covers more than its rows that may be told."""
    names = {name for slot in form.sums.values() for name in slot} | {form.deductions}
    return {name: value for name, value in payment.items() if name not in names}


def _group(agency: Agency, written: Any) -> str | None:
    if not isinstance(written, str):
        return None
    if agency is Agency.FK:
        return payment_group(written)
    return written if written in PM_GROUPS else None
