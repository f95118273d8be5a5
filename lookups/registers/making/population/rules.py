"""Whom a type of benefit fits at all."""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet

from lookups.registers.making.population.people import WIDOWED, Person

Given = AbstractSet[str]


def _parent(person: Person, _: Given) -> bool:
    return bool(person.children)


def _widowed(person: Person, _: Given) -> bool:
    return person.civil == WIDOWED


def _has(name: str) -> "Rule":
    return lambda _, given: name in given


Rule = Callable[[Person, Given], bool]

RULES: Mapping[str, Rule] = {  # a type without one fits everybody of its bands
    "FP": _parent,
    "TFP": _parent,
    "OMV": _parent,
    "VB": _parent,
    "US": lambda p, _: bool(p.children) and p.other_parent is not None and p.at_home,
    "USK": lambda p, _: p.other_parent is not None and not p.at_home,
    "USD": _has("USK"),
    "GP": lambda p, _: p.woman,
    "STEGLOS": _has("SA"),
    "BTI": _has("SA"),
    "PROG": lambda _, given: "SA" not in given,
    "TP": _has("IP"),
    "GARP": _has("IP"),
    "IPT": _has("IP"),
    "AP37": lambda p, given: p.age >= 82 and not given.isdisjoint({"TP", "GARP"}),
    "SBT": _has("BT"),
    "AFS": _has("BT"),
    "ANKEP": lambda p, _: p.woman and p.civil == WIDOWED,
    "OP": _widowed,
    "SEP": _widowed,
    "PREPEL": _widowed,
    "PML": _widowed,
    "BH": _widowed,
    "BP": lambda p, _: p.late is not None if p.age < 18 else p.age < 20,
    "LINT": lambda p, _: p.abroad is not None,
    "SKUP": lambda p, _: p.protection is None,
}
