"""Payments of either agency in the one normal form, cut to the rows that may be told."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from lookups.answers import permit
from lookups.answers.model import Agency, Money, Payment, PaymentRow
from lookups.answers.normalise import Plan, pick, plan
from lookups.answers.values import Native, as_list, money
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
        rows, groups = permit.rows_of(agency, form, item)
        may = tuple(group for group in groups if group in allowed)
        if not may:
            continue
        whole = len(may) == len(groups) and all(group for group, _ in rows)
        if not whole:
            rows = [(group, row) for group, row in rows if group in may]
        yield Told(
            item=item if whole else permit.sums_left_out(form, item),
            rows=tuple(rows),
            groups=may,
            whole=whole,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plans:
    """How the parts of a payment are read: its head, its sums, its rows, its deductions."""

    head: Plan
    sums: Plan
    row: Plan
    deduction: Plan


@cache
def _plans(form: Payments, kind: str) -> _Plans:
    fields = types()[kind]
    return _Plans(
        head=plan(kind, form.slots),
        sums=plan(kind, form.sums),
        row=plan(fields[form.rows].kind, form.row),
        deduction=plan(fields[form.deductions].kind, form.deduction) if form.deductions else (),
    )


def payment(
    agency: Agency, listing: Listing, one: Told, left_out: frozenset[str], *, hide: bool
) -> Payment:
    """Return a payment without the fields that are left out; `hide`: nor what tells of a stay.

    Raises TypeError for a list that holds no payments.
    """
    form = listing.form
    if not isinstance(form, Payments):
        raise TypeError(listing.name)
    plans = _plans(form, listing.kind)
    head, rows = one.item, one.rows
    if left_out:
        head = permit.without(head, left_out)
        rows = tuple(
            (group, permit.without(row, left_out)) for group, row in rows if form.rows in head
        )
    sums = pick(plans.sums, head)
    taken = [row for row in as_list(head.get(form.deductions or "")) if isinstance(row, dict)]
    if form.deductions in head:
        sums["deduction"] = _sum(form, taken)
    told_rows = [_row(plans.row, row, group) for group, row in rows]
    told_rows += [_row(plans.deduction, row, None) for row in taken]
    return Payment(
        agency=agency,
        group=one.groups[0],
        name=", ".join(map(catalogue.name, one.groups)),
        source=listing.name,
        effected=form.effected,
        groups=one.groups,
        whole=one.whole,
        rows=tuple(map(covered, told_rows) if hide else told_rows),
        **{"date": None, **pick(plans.head, head)},
        **sums,
    )


def _row(plan: Plan, row: Native, group: str | None) -> PaymentRow:
    return PaymentRow(**{"benefit": None, "kind": None, **pick(plan, row)}, group=group)


def covered(row: PaymentRow) -> PaymentRow:
    """Return a row without a kind that tells of a stay."""
    return replace(row, kind=None) if row.kind and row.kind.code in PLACE_CODES else row


def _sum(form: Payments, taken: Sequence[Native]) -> Money | None:
    """Return what is deducted in all; None when a deduction does not tell its amount."""
    name = form.deduction["deduction"][0]
    amounts = [row.get(name) for row in taken]
    told = [one for one in amounts if one is not None]
    return money(sum(told)) if len(told) == len(amounts) else None
