"""Reads what is said of each group (`data/groups.toml`); refuses a file that contradicts the contract or itself."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

import msgspec

from lookups.catalogue import contract
from lookups.catalogue.errors import Inconsistent
from lookups.catalogue.model import Law

FILE = "groups.toml"
_FK_LISTS = "Formansinformation"
_PM_OTHER = "PmOvrigInformation"
_PM_KINDS = "PmFormanBeslutadErsattningTypKod"
_PAYMENTS = frozenset({"utbetalningsuppgift", "preliminarautbetalningar"})  # of all groups


class Care(StrEnum):
    """How the basis of care fees usually treats it; a hint, which each organisation may change."""

    COUNTS = "counts"
    HOUSING = "housing"  # untaxed, shown beside the housing cost
    EXCLUDED = "excluded"


class _Strict(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class LawTold(_Strict, frozen=True):
    """A legal ground as the file has it; both days are included."""

    text: str
    since: date
    until: date | None = None


class KindTold(_Strict, frozen=True):
    """A kind of compensation, by its code table, that care fees treat in a way of its own."""

    table: str
    code: str
    care: Care
    unsure: bool = False


class GroupTold(_Strict, frozen=True):
    """A group as the file has it; see the head of the file for what the words mean."""

    code: str
    sv: str
    en: str
    about_sv: str
    about_en: str
    care: Care
    ours: bool = False
    lists: tuple[str, ...] = ()
    by_item: bool = False
    member: str | None = None
    law: tuple[LawTold, ...] = ()
    unsure: bool = False
    care_sv: str = ""
    care_en: str = ""
    kind: tuple[KindTold, ...] = ()


class _File(_Strict, frozen=True):
    closed: tuple[str, ...]
    group: tuple[GroupTold, ...]


@cache
def groups() -> tuple[GroupTold, ...]:
    """Return every group, in the order of the file. Raises Inconsistent."""
    return _told().group


@cache
def closed() -> frozenset[str]:
    """Return FK's lists that no group code opens."""
    return frozenset(_told().closed)


@cache
def _told() -> _File:
    return read((files("lookups.catalogue") / "data" / FILE).read_text(encoding="utf-8"))


def laws(group: GroupTold) -> tuple[Law, ...]:
    """Return a group's legal grounds."""
    return tuple(Law(text=one.text, since=one.since, until=one.until) for one in group.law)


def read(text: str) -> _File:
    """Return what a file says. Raises Inconsistent, which names every fault and its place."""
    try:
        told = msgspec.toml.decode(text, type=_File)
    except msgspec.MsgspecError as error:
        raise Inconsistent(FILE, (str(error),)) from None
    if faults := tuple(_faults(told)):
        raise Inconsistent(FILE, faults)
    return told


def _faults(told: _File) -> Iterator[str]:
    yield from _against_the_contract(told)
    for group in told.group:
        yield from (f"{group.code}: {fault}" for fault in _of_a_group(group))
    yield from _of_kinds(told)


def _against_the_contract(told: _File) -> Iterator[str]:
    known = contract.codes("FormanGruppKod") | contract.codes("OvrigInformationTypKod")
    yield from _once("group", (one.code for one in told.group), known)
    opened = (name for one in told.group for name in one.lists)
    yield from _once(
        "list", (*opened, *told.closed, *_PAYMENTS), frozenset(contract.types()[_FK_LISTS])
    )
    members = frozenset(contract.types()[_PM_OTHER]) - {"informationstyp"}
    yield from _once("member", (one.member for one in told.group if one.member), members)


def _once(
    what: str, told: Iterator[str] | tuple[str, ...], wanted: frozenset[str]
) -> Iterator[str]:
    count = Counter(told)
    yield from (f"{name}: no such {what} in the contract" for name in sorted({*count} - wanted))
    yield from (f"{name}: {what} missing" for name in sorted(wanted - {*count}))
    yield from (f"{name}: {what} told {n} times" for name, n in sorted(count.items()) if n > 1)


def _of_a_group(group: GroupTold) -> Iterator[str]:
    for name in ("sv", "en", "about_sv", "about_en"):
        if not getattr(group, name).strip():
            yield f"{name} is empty"
    if bool(group.care_sv) != bool(group.care_en):
        yield "care_sv and care_en: told in one language only"
    if group.by_item != (group.code in contract.codes("PmFormanGruppKod")):
        yield "by_item: is for PM's benefits, and for all of them"
    if sum((bool(group.lists), group.by_item, bool(group.member))) > 1:
        yield "lists, by_item and member: at most one of them"
    by_text: dict[str, LawTold] = {}
    for law in sorted(group.law, key=lambda one: (one.text, one.since)):
        if law.until and law.until < law.since:
            yield f"law {law.text}: ends before it begins"
        before = by_text.get(law.text)
        if before and (before.until is None or before.until >= law.since):
            yield f"law {law.text}: periods overlap"
        by_text[law.text] = law


def _of_kinds(told: _File) -> Iterator[str]:
    of_pm = (one.code for group in told.group for one in group.kind if one.table == _PM_KINDS)
    yield from _once("kind of compensation", of_pm, contract.codes(_PM_KINDS))
    places = Counter((one.table, one.code) for group in told.group for one in group.kind)
    for (table, code), n in sorted(places.items()):
        owner, _, field = table.partition(".")
        if table != _PM_KINDS and field not in contract.types().get(owner, {}):
            yield f"{table} {code}: no such table"
        if n > 1 and table != _PM_KINDS:
            yield f"{table} {code}: told {n} times"
