"""Decisions, claims and other items in the one normal form, by the description's slots."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from lookups.answers.model import Agency, Claim, Code, Decision, Loose, Money, Other, Value
from lookups.answers.values import Native, Normal, as_list, code, money, normal, reader
from lookups.catalogue import services as catalogue
from lookups.catalogue.codes import FREQUENCY
from lookups.catalogue.contract import types
from lookups.catalogue.model import Cases, Claims, Items, Listing, Slots

REFUSED = Code(code="AVSLAG", name="Avslag")
# Slots that hold a code; what is no code there stands as its own.
_CODES = frozenset({"status", "outcome", "kind", "benefit", "payer"})
_TYPES: Mapping[str, type] = {
    "amount": Money,
    "days": int,
    "hours": int,
    "extent": Decimal,
    "gross": Money,
    "tax": Money,
    "deduction": Money,
    "net": Money,
    "frequency": Code,
}
Plan = tuple[tuple[str, str, Callable[[Any], Value]], ...]
_DAYS = frozenset({"bedomdadagar", "dagar", "ersattningsdagar"})  # what is paid, day by day
_AMOUNTS = frozenset({"amount", "gross", "tax", "deduction", "net"})


def decisions(
    form: Cases, listing: Listing, items: list[Native], *, group: str, agency: Agency
) -> Iterator[Decision]:
    """Yield one decision per row of each case, or one for a case that has none."""
    kind, whose = listing.kind, _whose(listing, group, agency)
    for item in items:
        outer = normal(kind, {key: one for key, one in item.items() if key != form.rows})
        for dropped in form.dropped:
            outer.pop(dropped, None)
        spread(outer, form.spread)
        once: Normal = {key: outer.pop(key) for key in form.once if key in outer}
        head = fill(form.outer, outer)
        rows = [
            _row(form, types()[kind][form.rows].kind, row) for row in as_list(item.get(form.rows))
        ]
        rows = rows or [({}, {})]
        if form.refused is not None and outer.get(form.refused) is True:
            rows = [
                ({"outcome": REFUSED} | slots, basis)
                if _grants_nothing(slots, basis)
                else (slots, basis)
                for slots, basis in rows
            ]
        latest = max(range(len(rows)), key=lambda at: (str(rows[at][0].get("decided") or ""), at))
        for at, (slots, basis) in enumerate(rows):
            yield Decision(
                **{**whose, **head, **slots},
                basis={**outer, **basis, **(once if at == latest else {})},
            )


def claims(
    form: Claims, listing: Listing, items: list[Native], *, group: str, agency: Agency
) -> Iterator[Claim]:
    """Yield each claim."""
    whose = _whose(listing, group, agency)
    for item in items:
        fields = normal(listing.kind, item)
        for dropped in form.dropped:
            fields.pop(dropped, None)
        slots = fill(form.slots, fields)
        yield Claim(**whose, **slots, basis=fields)


def others(
    form: Items, listing: Listing, items: list[Native], *, group: str, agency: Agency
) -> Iterator[Other]:
    """Yield each item as it is, under the contract's own names."""
    whose = _whose(listing, group, agency)
    for item in items:
        fields = normal(listing.kind, item)
        for dropped in form.dropped:
            fields.pop(dropped, None)
        spread(fields, form.spread)
        yield Other(**whose, fields=fields)


def fill(slots: Slots, fields: Normal) -> dict[str, Any]:
    """Move what fills the slots out of the fields; what does not fit a slot stays where it is."""
    found: dict[str, Any] = {}
    for slot, names in slots.items():
        for name in names:
            if name in fields and (value := _fitted(slot, fields[name])) is not None:
                found[slot] = value
                del fields[name]
                break
    return found


def pick(plan: Plan, item: Native) -> dict[str, Any]:
    """Return the slots that an item fills, and nothing else of it."""
    found: dict[str, Any] = {}
    for slot, name, read in plan:
        written = item.get(name)
        if written is not None and slot not in found:
            value = _fitted(slot, read(written))
            if value is not None:
                found[slot] = value
    return found


def plan(kind: str, slots: Slots) -> Plan:
    """Return how the slots are filled from items of a published type."""
    return tuple(
        (slot, name, reader(kind, name)) for slot, names in slots.items() for name in names
    )


def spread(fields: Normal, names: frozenset[str]) -> None:
    """Put the members of some objects in their place, one by one."""
    for name in names:
        members = fields.get(name)
        if isinstance(members, dict):
            del fields[name]
            for key, value in members.items():
                fields.setdefault(key, value)


def _whose(listing: Listing, group: str, agency: Agency) -> dict[str, Any]:
    """Return what every row of a list has."""
    name, _ = catalogue.row_names(group, listing.name)
    return {"agency": agency, "group": group, "name": name, "source": listing.name}


def _row(form: Cases, kind: str, row: Native) -> tuple[dict[str, Any], Normal]:
    """Return the slots and the basis of one row."""
    fields = normal(kind, row)
    spread(fields, form.spread)
    slots = fill(form.inner, fields)
    frequency, amount = slots.pop("frequency", None), slots.get("amount")
    if frequency is not None:
        if amount is None or frequency.code not in FREQUENCY:
            fields[form.inner["frequency"][0]] = frequency
        else:
            often = FREQUENCY[frequency.code] or amount.frequency
            slots["amount"] = money(amount.amount, amount.currency, often)
    return slots, fields


def _grants_nothing(slots: Mapping[str, Any], basis: Normal) -> bool:
    amount = slots.get("amount")
    return not (amount and amount.amount) and not slots.get("days") and not _DAYS & set(basis)


def _fitted(slot: str, value: Value) -> Any:
    """Return a value as its slot holds it, or None when it does not fit."""
    if slot == "period":
        return _loose(value)
    if slot in _CODES:
        return code(None, value) if isinstance(value, str) else _of(Code, value)
    if slot in _AMOUNTS and isinstance(value, int):
        return money(value)  # PM's whole kronor
    return _of(_TYPES.get(slot, str), value)


def _of(kind: type, value: Value) -> Any:
    return value if isinstance(value, kind) and not isinstance(value, bool) else None


def _loose(value: Value) -> Loose | None:
    if not isinstance(value, dict):
        return None
    first, last = value.get("from"), value.get("tom")
    return Loose(
        first=first if isinstance(first, str) else None,
        last=last if isinstance(last, str) else None,
    )
