"""Which groups are asked and may be told, and what a payment of several groups may tell."""

from collections.abc import Collection, Mapping
from typing import Any

from lookups.answers.model import Agency, Klass, Permission, Question
from lookups.answers.values import Native, as_list, at
from lookups.catalogue import services as catalogue
from lookups.catalogue.lists import PM_GROUPS, payment_group
from lookups.catalogue.model import Payments

Asked = tuple[Klass, str]


def asked(question: Question, permission: Permission) -> dict[Asked, bool]:
    """Return every group asked, in order, with whether it may be told.

    It may when it is permitted and in the description; asked for all, those are the groups. Raises
    ValueError for a group of neither agency.
    """
    if question.groups is None:
        return {(one.klass, one.group): True for one in catalogue.offered(permission.groups)}
    return {
        (klass, group): (klass, group) in permission.groups and group in catalogue.given(klass)
        for klass in Klass
        for group in sorted(question.groups.get(klass, ()))
    }


def without(item: Any, names: Collection[str]) -> Any:
    """Return native data without some fields, at any depth."""
    if isinstance(item, Mapping):
        return {name: without(one, names) for name, one in item.items() if name not in names}
    if isinstance(item, (list, tuple)):
        return [without(one, names) for one in item]
    return item


def left_out(permission: Permission, klass: Klass, groups: Collection[str]) -> frozenset[str]:
    """Return the fields that are left out without a word from what concerns some groups."""
    return frozenset().union(*(permission.left_out.get((klass, group), ()) for group in groups))


def groups_of(agency: Agency, form: Payments, payment: Native) -> list[str]:
    """Return the groups that a payment concerns, its own first; none: it does not tell them."""
    rows = [row for row in as_list(payment.get(form.rows)) if isinstance(row, Mapping)]
    of_rows = [_group(agency, at(row, form.row_group)) for row in rows]
    own = _group(agency, at(payment, form.family)) if form.family else None
    return list(dict.fromkeys(group for group in (own, *of_rows) if group))


def told_rows(
    agency: Agency, form: Payments, payment: Native, told: Collection[str]
) -> list[tuple[str | None, Native]]:
    """Return the rows of a payment that concern what may be told, each with its group."""
    own = _group(agency, at(payment, form.family)) if form.family else None
    groups = groups_of(agency, form, payment)
    # FK's rows need not repeat the benefit; PM's row without a group may be of any.
    fallback = own or (groups[0] if form.family and len(groups) == 1 else None)
    rows = [
        (_group(agency, at(row, form.row_group)) or fallback, row)
        for row in as_list(payment.get(form.rows))
        if isinstance(row, Mapping)
    ]
    return [(group, row) for group, row in rows if group in told]


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
