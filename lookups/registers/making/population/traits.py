"""What befalls a household: protection, death, a new number, life abroad, and the benefits that each has."""

from collections import Counter
from random import Random

from lookups.registers.making.bands import Band
from lookups.registers.making.numbers import Numbers
from lookups.registers.making.population import shares
from lookups.registers.making.population.deaths import die_lately
from lookups.registers.making.population.people import Person
from lookups.registers.making.population.plan import Plan
from lookups.registers.making.population.rules import RULES, Rule
from lookups.registers.making.population.tracker import Tracker

PM_TYPES = frozenset(
    {
        "IP",
        "TP",
        "GARP",
        "IPT",
        "AP37",
        "BT",
        "SBT",
        "AFS",
        "ANKEP",
        "OP",
        "SEP",
        "PREPEL",
        "PML",
        "BH",
        "BP",
        "LINT",
    }
)
_WITH_DEATHS = {Band.SENIOR: 0.8, Band.OLDER: 0.15, Band.MIDDLE: 0.05}  # who dies
_EVERYBODY = 1.0  # leans to nobody
_LANDS = ("FI", "NO", "ES", "DE", "TH")


class Traits:
    """Settles households one after another; keeps count so that the shares hold."""

    def __init__(self, plan: Plan, rng: Random, tracker: Tracker, numbers: Numbers) -> None:
        self._plan, self._rng, self._tracker, self._numbers = plan, rng, tracker, numbers
        self._met: Counter[Band] = Counter()
        self._protected = 0
        self._offers = {band: _offers(band) for band in Band}

    def settle(self, household: list[Person]) -> None:
        """Give a household all that befalls it."""
        for person in household:
            self._met[person.band] += 1
        self._protect(household)
        for person in household:
            self._live(person)
        for person in household:
            person.types = self._types(person)
            if not person.long_dead:
                person.at_pm = self._known_to_pm(person)

    def _protect(self, household: list[Person]) -> None:
        all_met = self._met.total()
        share = shares.PROTECTED[self._plan.identities]
        first = household[0]
        hidden: list[Person] = []
        if first.other_parent is not None:
            named = shares.NAMED_PROTECTED[self._plan.identities]
            if self._tracker.give("named protected", named, passed=all_met):
                hidden = [first, *first.children]  # the father's documents name them
        elif self._protected + 1 < share * all_met and self._rng.random() < 0.05:
            hidden = household
        if hidden:
            kind = "sekretessmarkering"
            if self._rng.random() >= shares.MARKED:
                kind = "skyddad-folkbokforing"
            for person in hidden:
                person.protection = kind
            self._protected += len(hidden)

    def _live(self, person: Person) -> None:
        band, met = person.band, self._met[person.band]
        senior = band is Band.SENIOR
        if band in _WITH_DEATHS and person.died is None:
            wanted = shares.DEAD_THIS_YEAR * _WITH_DEATHS[band] * self._met.total()
            if self._tracker.give(("dies", band), wanted / met, passed=met):
                die_lately(person, self._plan.day, self._rng)
        alone = person.spouse is None and not person.children and band is not Band.CHILD
        grown = met if senior else self._rest()
        if not person.at_fk or (
            alone and self._tracker.give(("abroad", senior), shares.ABROAD[senior], passed=grown)
        ):
            person.abroad = self._rng.choice(_LANDS)
        if person.protection is None and self._tracker.give(
            "replaced", shares.REPLACED, passed=self._met.total()
        ):
            self._replace(person)

    def _replace(self, person: Person) -> None:
        """Give earlier numbers: before, a coordination number (70), a wrong one (20) or another sex's (10 %)."""
        (how,) = self._rng.choices(("coordination", "corrected", "sex"), (70, 20, 10))
        woman = person.woman != (how == "sex")
        earlier = [
            self._numbers.earlier(person.number, coordination=how == "coordination", woman=woman)
        ]
        if self._rng.random() < shares.CHAIN / shares.REPLACED:
            earlier.append(
                self._numbers.earlier(person.number, coordination=False, woman=person.woman)
            )
        person.earlier = tuple(earlier)

    def _types(self, person: Person) -> frozenset[str]:
        if person.long_dead:
            return frozenset()
        given: set[str] = set()
        if any(person in child.payees for child in person.children):
            given.add("ABB")
        if person.payees:
            given.add("MABB")
        met, give = self._met[person.band], self._tracker.give
        for key, name, share, women, rule in self._offers[person.band]:
            if rule is None or rule(person, given):
                lean = women if person.woman else 2 - women
                if give(key, share, passed=met, lean=lean):
                    given.add(name)
        return frozenset(given)

    def _known_to_pm(self, person: Person) -> bool:
        if not person.types.isdisjoint(PM_TYPES) or not person.at_fk:
            return True
        if person.band is Band.CHILD:
            return False
        return self._tracker.give("pm", shares.KNOWN_TO_PM, passed=self._rest())

    def _rest(self) -> int:
        """Return how many adults under 66 have been met."""
        return self._met[Band.YOUNG] + self._met[Band.MIDDLE] + self._met[Band.OLDER]


Offer = tuple[tuple[str, Band], str, float, float, Rule | None]


def _offers(band: Band) -> list[Offer]:
    """Return what can be given in a band: key of the count, type, share, women's lean, and whom it fits."""
    return [
        (
            (name, band),
            name,
            of_band[band] / 100,
            shares.WOMEN.get(name, _EVERYBODY),
            RULES.get(name),
        )
        for name, of_band in shares.SHARES.items()
        if of_band[band]
    ]
