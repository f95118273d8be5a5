"""Which fields of a list's items are passed on under the contract's own names: what the normal form does not take."""

from collections.abc import Iterator

from lookups.catalogue import codes, contract
from lookups.catalogue.model import Cases, Claims, Items, Listing, Person, Slots

# Told as one value or in our own words, whatever fields the contract gives it.
_VALUES = frozenset(
    {"Belopp", "FranTill", "Omfattning", "Period", "PeriodMedValfrittTom", "PmFormanBeslutatBelopp"}
)
_CODE = ({"id", "beskrivning"}, {"kod", "beskrivning"}, {"kod", "namn"})
# The frequency of an amount that is not told stays beside it.
_KEPT_SLOTS = frozenset({"frequency"})
_Pair = tuple[str, contract.Field]  # the type and its field


def sent(listing: Listing) -> frozenset[str]:
    """Return the names of a list's fields that an answer may hold as they are, at any depth; payments have none."""
    own = contract.types()[listing.kind]
    top = [(listing.kind, field) for field in own.values()]
    match listing.form:
        case Cases() as form:
            rows = own[form.rows].kind
            inner = [(rows, field) for field in contract.types()[rows].values()]
            top = [pair for pair in top if pair[1].name not in {form.rows, *form.dropped}]
            found = [
                *_left(_spread(top, form.spread), form.outer),
                *_left(_spread(inner, form.spread), form.inner),
            ]
        case Claims() as form:
            found = list(_left([one for one in top if one[1].name not in form.dropped], form.slots))
        case Items() as form:
            if listing.member is not None:
                top = [one for one in top if one[1].name == listing.member]
            found = _spread([one for one in top if one[1].name not in form.dropped], form.spread)
        case Person() as form:
            found = [one for one in top if one[1].name not in form.dropped]
        case _:
            found = []
    return frozenset(_names(found))


def _spread(pairs: list[_Pair], names: frozenset[str]) -> list[_Pair]:
    """Put the members of some objects in their place."""
    found: list[_Pair] = []
    for owner, field in pairs:
        if field.name in names and not field.many and field.kind in contract.types():
            found += [(field.kind, one) for one in contract.types()[field.kind].values()]
        else:
            found.append((owner, field))
    return found


def _left(pairs: list[_Pair], slots: Slots) -> Iterator[_Pair]:
    """Yield the fields that no slot takes for certain: the first of a slot's that is one value is taken."""
    single = {field.name for _, field in pairs if not field.many}
    taken = {
        next((name for name in names if name in single), "")
        for slot, names in slots.items()
        if slot not in _KEPT_SLOTS
    }
    yield from ((owner, field) for owner, field in pairs if field.name not in taken)


def _names(pairs: list[_Pair]) -> Iterator[str]:
    """Yield the fields' names, and those of the objects that they hold; a person is not told to be protected."""
    for owner, field in pairs:
        yield field.name
        members = contract.types().get(field.kind, {})
        if codes.table_of(owner, field.name) is None and not _is_value(field.kind):
            inner = [(field.kind, one) for one in members.values()]
            if field.kind == "Person":
                inner = [one for one in inner if one[1].name != "skyddad"]
            yield from _names(inner)


def _is_value(kind: str) -> bool:
    return kind in _VALUES or set(contract.types().get(kind, ())) in _CODE
