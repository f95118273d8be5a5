"""Purposes as data, read once from `data/purposes.toml`; a file that does not hold together is refused by its place."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import chain, pairwise
from types import MappingProxyType
from typing import Any

from lookups.catalogue import contract, services
from lookups.catalogue.errors import Inconsistent
from lookups.catalogue.model import Klass
from portal.organisations.kinds import OrganisationKind
from portal.organisations.vocabulary import Group, LawData, PurposeData

_PLAIN: Mapping[str, type] = MappingProxyType(
    {
        "code": str,
        "name": str,
        "english": str,
        "parties": str,
        "months": int,
        "case": bool,
        "caseworker": bool,
        "consent": bool,
    }
)
_KEYS = {*_PLAIN, "kinds", "care_fees", "law", "groups", "left_out"}
FILE = "purposes.toml"
MOST_MONTHS = 120  # as the rows hold it


def _faulty(place: str, what: str) -> Inconsistent:
    return Inconsistent(FILE, (f"{place}: {what}",))


@cache
def purposes() -> tuple[PurposeData, ...]:
    """Return the purposes in the file's order. Raises Inconsistent."""
    text = (files("lookups.catalogue") / "data" / FILE).read_text(encoding="utf-8")
    return read(text)


def read(text: str) -> tuple[PurposeData, ...]:
    """Return the purposes that a file's text tells. Raises Inconsistent, which names the place."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as no:
        raise _faulty("the file", str(no)) from no
    _hold_keys("the file", told, {"sets", "purpose"})
    sets = told.get("sets", {})
    found = tuple(_purpose(one, sets) for one in told.get("purpose", ()))
    for name in ("code", "name", "english"):
        _once("the file", f"the same {name}", [getattr(one, name) for one in found])
    return found


@cache
def fields(klass: Klass, group: str) -> frozenset[str]:
    """Return the native names of the fields that a group's items may hold in a class.

    Of a group that no list opens in the class, every name of the contract may be left out.
    """
    lists = services.listings(group, klass)
    if lists:
        return frozenset(name for one in lists for _, name in services.reachable(one.kind))
    return frozenset(chain.from_iterable(contract.types().values()))


def _purpose(told: Mapping[str, Any], sets: Mapping[str, Sequence[str]]) -> PurposeData:
    place = str(told.get("code") or "a purpose without a code")
    _hold_keys(place, told, _KEYS)
    for name, kind in _PLAIN.items():
        if type(told.get(name)) is not kind or told[name] == "":
            raise _faulty(place, f"{name} is to be a {kind.__name__}")
    if type(care_fees := told.get("care_fees", False)) is not bool:
        raise _faulty(place, "care_fees is to be a bool")
    if not 1 <= told["months"] <= MOST_MONTHS:
        raise _faulty(place, f"{told['months']} months is not between 1 and {MOST_MONTHS}")
    groups = _groups(place, told.get("groups", {}), sets)
    for one in told.get("left_out", ()):
        _leave_out(place, one, sets, groups)
    return PurposeData(
        code=told["code"],
        name=told["name"],
        english=told["english"],
        parties=told["parties"],
        months=told["months"],
        case_required=told["case"],
        caseworker_required=told["caseworker"],
        consent=told["consent"],
        laws=_laws(place, told.get("law", ())),
        kinds=_kinds(place, told.get("kinds", ())),
        care_fees=care_fees,
        groups=MappingProxyType({key: tuple(sorted(left)) for key, left in groups.items()}),
    )


def _kinds(place: str, told: Sequence[str]) -> tuple[str, ...]:
    _once(place, "a kind", told)
    if unknown := [one for one in told if one not in OrganisationKind.values]:
        raise _faulty(place, f"no kind of organisation: {', '.join(unknown)}")
    if not told:
        raise _faulty(place, "no kinds of organisations")
    return tuple(told)


def _laws(place: str, told: Sequence[Mapping[str, Any]]) -> tuple[LawData, ...]:
    if not told:
        raise _faulty(place, "no law")
    for one in told:
        _hold_keys(f"{place}, law", one, {"text", "since", "until"})
        if not one.get("text") or type(one.get("since")) is not date:
            raise _faulty(f"{place}, law", "text and since are to be told")
        if one.get("until", one["since"]) < one["since"]:
            raise _faulty(f"{place}, {one['text']}", "ends before it begins")
    laws = tuple(
        LawData(text=one["text"], since=one["since"], until=one.get("until"))
        for one in sorted(told, key=lambda one: one["since"])
    )
    for first, second in pairwise(laws):
        if first.until is None or first.until >= second.since:
            raise _faulty(f"{place}, {second.text}", f"overlaps {first.text}")
    return laws


def _groups(
    place: str, told: Mapping[str, Sequence[str]], sets: Mapping[str, Sequence[str]]
) -> dict[Group, set[str]]:
    groups: dict[Group, set[str]] = {}
    for name, codes in told.items():
        klass = _klass(place, name)
        named = _codes(codes, sets)
        _once(f"{place}, {name}", "a group", named)
        for code in named:
            if code not in services.known(klass):
                raise _faulty(f"{place}, {name}", f"{code} is no group of the class")
            groups[klass.value, code] = set()
    if not groups:
        raise _faulty(place, "no groups")
    return groups


def _leave_out(
    place: str,
    told: Mapping[str, Sequence[str]],
    sets: Mapping[str, Sequence[str]],
    groups: Mapping[Group, set[str]],
) -> None:
    """Add the fields that are left out to the groups they are named for."""
    place = f"{place}, left out"
    _hold_keys(place, told, {"classes", "groups", "fields"})
    for klass in (_klass(place, one) for one in told.get("classes", ())):
        for code in _codes(told.get("groups", ()), sets):
            left = groups.get((klass.value, code))
            if left is None:
                raise _faulty(f"{place}, {klass} {code}", "is not in the purpose")
            for name in told.get("fields", ()):
                if name not in fields(klass, code):
                    raise _faulty(f"{place}, {klass} {code}", f"{name} is never in it")
                if name in left:
                    raise _faulty(f"{place}, {klass} {code}", f"{name} twice")
                left.add(name)


def _klass(place: str, name: str) -> Klass:
    try:
        return Klass(name)
    except ValueError as no:
        raise _faulty(place, f"{name} is no information class") from no


def _codes(names: Iterable[str], sets: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the group codes that names and named sets stand for."""
    return [code for one in names for code in sets.get(one, (one,))]


def _once(place: str, what: str, named: Sequence[str]) -> None:
    twice = {one for one in named if named.count(one) > 1}
    if twice:
        raise _faulty(place, f"{what} twice: {', '.join(sorted(twice))}")


def _hold_keys(place: str, told: Mapping[str, Any], known: set[str]) -> None:
    if unknown := set(told) - known:
        raise _faulty(place, f"unknown: {', '.join(sorted(unknown))}")
