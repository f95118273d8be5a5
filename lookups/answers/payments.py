"""Payments of either agency in the one normal form, cut to the rows that may be told."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from lookups.answers import permit
from lookups.answers.model import Agency, Money, Payment, PaymentRow
from lookups.answers.normalise import fill
from lookups.answers.values import Native, as_list, money, normal
from lookups.catalogue import services as catalogue
from lookups.catalogue.contract import types
from lookups.catalogue.model import Listing, Payments
from lookups.catalogue.sensitive import PLACE_CODES


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A payment cut to the groups that may be told; `rows` are native, each with its group."""

    item: Native
    rows: tuple[tuple[str | None, Native], ...]
    groups: tuple[str, ...]
    whole: bool


def told(
    agency: Agency, form: Payments, items: Iterator[Native], allowed: Collection[str]
) -> Iterator[Told]:
    """Yield what may be told of each payment that concerns an allowed group."""
    for item in items:
        groups = permit.groups_of(agency, form, item)
        may = tuple(group for group in groups if group in allowed)
        if not may:
            continue
        rows = tuple(permit.told_rows(agency, form, item, may))
        whole = len(may) == len(groups) and len(rows) == len(as_list(item.get(form.rows)))
        yield Told(
            item=item if whole else permit.sums_left_out(form, item),
            rows=rows,
            groups=may,
            whole=whole,
        )


def payment(
    agency: Agency, listing: Listing, one: Told, left_out: frozenset[str], *, covered: bool
) -> Payment:
    """Return a payment without the fields that are left out; `covered`: nor what tells of a stay.

    Raises TypeError for a list that holds no payments.
    """
    form, kind = listing.form, listing.kind
    if not isinstance(form, Payments):
        raise TypeError(listing.name)
    head = permit.without(one.item, left_out) if left_out else one.item
    inner = {form.rows, form.deductions, (form.family or ("",))[0]}
    fields = normal(kind, {name: value for name, value in head.items() if name not in inner})
    rows = () if form.rows in left_out else one.rows
    taken = as_list(head.get(form.deductions)) if form.deductions else None
    sums = fill(form.sums, fields)
    if taken is not None and form.deductions in head:
        sums["deduction"] = _sum(form, taken)
    return Payment(
        agency=agency,
        group=one.groups[0],
        name=", ".join(map(catalogue.name, one.groups)),
        effected=form.effected,
        groups=one.groups,
        whole=one.whole,
        rows=tuple(
            _covered(row) if covered else row
            for row in (
                *(_row(form, kind, group, permit.without(row, left_out)) for group, row in rows),
                *(_deduction(form, kind, row) for row in taken or ()),
            )
        ),
        **{"date": None, **fill(form.slots, fields)},
        **sums,
    )


def _row(form: Payments, kind: str, group: str | None, row: Native) -> PaymentRow:
    slots = fill(form.row, normal(types()[kind][form.rows].kind, row))
    return PaymentRow(**{"benefit": None, "kind": None, **slots}, group=group)


def _deduction(form: Payments, kind: str, row: Any) -> PaymentRow:
    field = types()[kind][form.deductions or ""]
    return PaymentRow(
        **{"benefit": None, "kind": None, **fill(form.deduction, normal(field.kind, row))}
    )


def _covered(row: PaymentRow) -> PaymentRow:
    return replace(row, kind=None) if row.kind and row.kind.code in PLACE_CODES else row


def _sum(form: Payments, taken: list[Any]) -> Money | None:
    """Return what is deducted in all; None when a deduction does not tell its amount."""
    name = form.deduction["deduction"][0]
    amounts = [row.get(name) if isinstance(row, Mapping) else None for row in taken]
    return (
        None
        if any(one is None for one in amounts)
        else money(sum(one for one in amounts if one is not None))
    )
