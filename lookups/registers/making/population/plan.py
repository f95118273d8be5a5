"""What a population is made from; the same plan gives the same persons in both agencies' files."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from random import Random

from lookups.registers.making.bands import Band
from lookups.registers.making.numbers import Numbers, quotas
from lookups.registers.making.population import shares


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """For the day D, so many persons at FK, of `test` or `bench` numbers."""

    day: date
    persons: int
    seed: int
    identities: str = "test"


class Kind(StrEnum):
    """What sort of household."""

    FAMILY = "family"
    COUPLE = "couple"
    WIDOW = "widow"
    SINGLE = "single"
    PM_ONLY = "pm only"


Deck = Counter[tuple[Kind, Band]]


def deck_of(plan: Plan, numbers: Numbers) -> tuple[Deck, int]:
    """Return how many households of each kind and band there are, and how many children live in the families."""
    abroad = round(plan.persons * shares.ONLY_AT_PM)
    counts = quotas(numbers, shares.BANDS, plan.persons + abroad)
    abroad = min(abroad, counts[Band.SENIOR])
    counts[Band.SENIOR] -= abroad
    deck: Deck = Counter({(Kind.PM_ONLY, Band.SENIOR): abroad})
    _families(deck, counts)
    for band in Band.adults():
        left = counts[band] - 2 * deck[Kind.FAMILY, band]
        widows = shares.WIDOWS if band is Band.SENIOR else 0
        households = left / (1 + shares.COUPLES[band] + widows)
        deck[Kind.COUPLE, band] = round(households * shares.COUPLES[band])
        deck[Kind.WIDOW, band] = round(households * widows)
        deck[Kind.SINGLE, band] = left - 2 * (deck[Kind.COUPLE, band] + deck[Kind.WIDOW, band])
    if not sum(deck[Kind.FAMILY, band] for band in Band.adults()):
        deck[Kind.SINGLE, Band.CHILD] = counts[Band.CHILD]
    return +deck, counts[Band.CHILD]


def _families(deck: Deck, counts: dict[Band, int]) -> None:
    """Make as many families as give the share of payees, at least one child in each."""
    children = counts[Band.CHILD]
    for band, payees in shares.PAYEES.items():
        wanted = round(counts[band] * payees / (1 + shares.TWO_PAYEES[band]))
        deck[Kind.FAMILY, band] = min(wanted, counts[band] // 2, children)
        children -= deck[Kind.FAMILY, band]


def drawn(deck: Deck, rng: Random) -> tuple[Kind, Band]:
    """Draw the next household from the deck, without putting it back."""
    kinds = tuple(deck)
    (found,) = rng.choices(kinds, weights=[deck[kind] for kind in kinds])
    deck[found] -= 1
    return found


def children_of_one(families: int, children: int, rng: Random) -> int:
    """Return how many children the next family gets, so that all `children` are shared among all `families`."""
    if families == 1:
        return children
    wanted = children / families
    usual = sum(count * share for count, share in enumerate(shares.CHILDREN, start=1))
    count = 1
    if wanted >= usual or rng.random() < (wanted - 1) / (usual - 1):
        (count,) = rng.choices(range(1, 5), weights=shares.CHILDREN)
    if wanted > usual and rng.random() < wanted - usual:
        count += 1
    return min(count, children - (families - 1))
