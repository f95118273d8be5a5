"""What the description says of a group: known, given, names, law; what may be asked for."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from lookups.catalogue import codes, contract, fk, pm, sensitive
from lookups.catalogue import fields as words
from lookups.catalogue.described import GroupTold, groups
from lookups.catalogue.groups import NAMES
from lookups.catalogue.model import Agency, Entry, Klass, Law, Listing, Payments
from lookups.catalogue.sent import sent

_KNOWN: Mapping[Klass, tuple[str, ...]] = MappingProxyType(
    {  # FK's decisions are asked under `beslut` too
        Klass.DECISIONS: ("FkFormanGruppKod", "PmFormanGruppKod"),
        Klass.CLAIMS: ("PmFormanGruppKod",),
        Klass.PAYMENTS: ("FormanGruppKod",),
        Klass.PRELIMINARY: ("FormanGruppKod",),
        Klass.OTHER: ("OvrigInformationTypKod",),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A group in one information class, as it may be listed for readers."""

    klass: Klass
    group: str
    agency: Agency
    name: str
    english: str
    law: tuple[Law, ...]
    given: bool
    lists: tuple[tuple[str, str, str], ...]  # names: the contract's, and what their rows are called
    fields: tuple[str, ...]  # names of the contract that an answer may hold of its items
    tables: tuple[str, ...]  # code tables that they use
    told: GroupTold  # what is said of it, in both languages


def entries() -> Mapping[str, Entry]:
    """Return the groups that can be given, by code."""
    return _entries()


@cache
def _entries() -> Mapping[str, Entry]:
    return MappingProxyType({one.code: one for one in (*fk.ENTRIES, *pm.ENTRIES)})


@cache
def known(klass: Klass) -> frozenset[str]:
    """Return the group codes that the contract has in a class; any other is badly put."""
    return frozenset().union(*(contract.codes(name) for name in _KNOWN[klass]))


@cache
def given(klass: Klass) -> frozenset[str]:
    """Return the group codes of a class that can be given; the rest is kept, and not given."""
    return frozenset(code for code, entry in entries().items() if klass in entry.classes)


def name(group: str) -> str:
    """Return a group's Swedish name; a group that we do not know is its own name."""
    return NAMES[group][0] if group in NAMES else group


@cache
def row_names(group: str, source: str) -> tuple[str, str]:
    """Return what a row of a list is called, in Swedish and English: by its list where its group has several.

    A list of payments or of PM's, or none, has its group's names; a group that we do not know is its own name.
    """
    own = {one.name for one in _own_lists(group)}
    if len(own) > 1 and source in own:
        told = words.fields()[source]
        return told.sv, told.en
    return NAMES.get(group, (group, group))


def _own_lists(group: str) -> Iterator[Listing]:
    """Yield the lists that are one group's alone, though its items may not say so."""
    entry = entries().get(group)
    for one in entry.lists if entry else ():
        if one.group is None and not isinstance(one.form, Payments):
            yield one


@cache
def agency(group: str) -> Agency:
    """Return who releases a group. Raises ValueError for a code of neither agency."""
    return Agency(group.partition(":")[0])


@cache
def listings(group: str, klass: Klass) -> tuple[Listing, ...]:
    """Return the lists that a group opens in a class; none when it is not given."""
    entry = entries().get(group)
    return tuple(one for one in entry.lists if one.klass is klass) if entry else ()


@cache
def member(group: str, klass: Klass, name: str) -> str | None:
    """Return the one object of a list's items that a group is told in; None: all of an item is the group's."""
    return next((one.member for one in listings(group, klass) if one.name == name), None)


def law_on(group: str, day: date) -> str:
    """Return the legal ground of a group on a day, or an empty text.

    >>> law_on("FK:FP", date(2026, 11, 25))
    '12 kap. socialförsäkringsbalken (2010:110)'
    """
    entry = entries().get(group)
    laws = entry.laws if entry else ()
    return ", ".join(
        law.text for law in laws if law.since <= day and (law.until is None or day <= law.until)
    )


def whole() -> tuple[Described, ...]:
    """Return the whole description: every known group of every class, given or not."""
    return tuple(described(klass, group) for klass in Klass for group in sorted(known(klass)))


def offered(groups: Collection[tuple[str, str]]) -> tuple[Described, ...]:
    """Return what a purpose's (class, group) pairs allow and can be given, in `whole`'s order."""
    return tuple(
        described(klass, group)
        for klass in Klass
        for group in sorted(given(klass))
        if (klass, group) in groups
    )


@cache
def described(klass: Klass, group: str) -> Described:
    """Return one group of one class. Raises KeyError for one that the contract does not have."""
    swedish, english = NAMES[group]
    entry = entries().get(group)
    lists = listings(group, klass)
    return Described(
        klass=klass,
        group=group,
        agency=agency(group),
        name=swedish,
        english=english,
        law=entry.laws if entry else (),
        given=entry is not None and klass in entry.classes,
        lists=tuple((one.name, *row_names(group, one.name)) for one in lists),
        fields=tuple(sorted(frozenset[str]().union(*map(sent, lists)))),
        tables=tuple(sorted(tables(group, klass))),
        told=next(one for one in groups() if one.code == group),
    )


def persons(group: str, klass: Klass) -> Mapping[str, str]:
    """Return the fields (`Type.field`) that name other persons, with the persons' roles."""
    keys = (f"{owner}.{field}" for one in listings(group, klass) for owner, field in told_in(one))
    return {key: sensitive.PERSONS[key] for key in keys if key in sensitive.PERSONS}


def places(group: str, klass: Klass) -> frozenset[str]:
    """Return the fields withheld for protected persons, beside the persons."""
    keys = {f"{owner}.{field}" for one in listings(group, klass) for owner, field in told_in(one)}
    return sensitive.PLACES & keys


def tables(group: str, klass: Klass) -> frozenset[str]:
    """Return the keys of the code tables that a group's items use."""
    keys = (
        codes.table_of(owner, field)
        for one in listings(group, klass)
        for owner, field in told_in(one)
    )
    return frozenset(key for key in keys if key)


def told_in(listing: Listing) -> frozenset[tuple[str, str]]:
    """Return every (type, field) that a list's items may hold of its group, at any depth."""
    if listing.member is None:
        return reachable(listing.kind)
    inner = contract.types()[listing.kind][listing.member].kind
    return reachable(inner) | {(listing.kind, listing.member)}


def reachable(kind: str) -> frozenset[tuple[str, str]]:
    """Return every (type, field) that an item of a published type may hold, at any depth."""
    return _reachable(kind)


@cache
def _reachable(kind: str) -> frozenset[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    waiting = [kind]
    while waiting:
        owner = waiting.pop()
        for field, inner in _fields(owner):
            if (owner, field) not in found:
                found.add((owner, field))
                waiting.append(inner)
    return frozenset(found)


def _fields(owner: str) -> Iterator[tuple[str, str]]:
    for one in contract.types().get(owner, {}).values():
        yield one.name, one.kind
