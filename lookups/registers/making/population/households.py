"""Draws the population household by household; everybody whom a document names is one of the household."""

from collections import Counter
from collections.abc import Iterator

from lookups.registers.making.bands import Band
from lookups.registers.making.chance import chance_of
from lookups.registers.making.numbers import Drawn, Numbers, numbers_for
from lookups.registers.making.population import shares
from lookups.registers.making.population.deaths import die_long_ago
from lookups.registers.making.population.names import first_name, surname
from lookups.registers.making.population.people import (
    DIVORCED,
    MARRIED,
    SINGLE,
    WIDOWED,
    Person,
)
from lookups.registers.making.population.plan import Kind, Plan, children_of_one, deck_of, drawn
from lookups.registers.making.population.tracker import Tracker
from lookups.registers.making.population.traits import Traits

ALLOWANCE_UNTIL = 16  # years: child allowance


def population(plan: Plan) -> Iterator[Person]:
    """Yield every person of a plan, household after household, those that PM alone knows among them.

    Nothing but the numbers not yet drawn is kept, so that any size fits in memory. Raises TooFewNumbers.
    """
    yield from _Households(plan).people()


class _Households:
    def __init__(self, plan: Plan) -> None:
        self._day = plan.day
        self._rng = chance_of("population", plan.seed)
        self._numbers: Numbers = numbers_for(plan.identities, day=plan.day, seed=plan.seed)
        self._tracker = Tracker(self._rng)
        self._traits = Traits(plan, self._rng, self._tracker, self._numbers)
        self._deck, self._children = deck_of(plan, self._numbers)
        self._families = sum(n for (kind, _), n in self._deck.items() if kind is Kind.FAMILY)
        self._met: Counter[Band] = Counter()  # families

    def people(self) -> Iterator[Person]:
        makers = {
            Kind.FAMILY: self._family,
            Kind.COUPLE: self._couple,
            Kind.WIDOW: self._widow,
            Kind.SINGLE: self._single,
            Kind.PM_ONLY: self._pm_only,
        }
        for _ in range(self._deck.total()):
            kind, band = drawn(self._deck, self._rng)
            household = makers[kind](band)
            self._traits.settle(household)
            yield from household

    def _person(self, drawn_number: Drawn, name: str | None = None) -> Person:
        given = first_name(self._rng, woman=drawn_number.woman)
        return Person(
            drawn_number.number, drawn_number.age, f"{given} {name or surname(self._rng)}"
        )

    def _two(self, band: Band, *, one_name: bool) -> tuple[Person, Person]:
        name = surname(self._rng) if one_name else None
        return (
            self._person(self._numbers.draw(band, woman=True), name),
            self._person(self._numbers.draw(band, woman=False), name),
        )

    def _single(self, band: Band) -> list[Person]:
        person = self._person(self._numbers.draw(band))
        widowed = {Band.SENIOR: 0.4, Band.OLDER: 0.06, Band.MIDDLE: 0.005}.get(band, 0)
        divorced = {Band.SENIOR: 0.3, Band.OLDER: 0.35, Band.MIDDLE: 0.1}.get(band, 0)
        chance = self._rng.random()
        if chance < widowed:
            person.civil = WIDOWED
        elif chance < widowed + divorced:
            person.civil = DIVORCED
        return [person]

    def _pm_only(self, band: Band) -> list[Person]:
        (person,) = self._single(band)
        person.at_fk, person.at_pm = False, True
        return [person]

    def _couple(self, band: Band) -> list[Person]:
        married = self._rng.random() < (0.9 if band is Band.SENIOR else 0.6)
        wife, husband = self._two(band, one_name=married)
        if married:
            wife.civil = husband.civil = MARRIED
        wife.spouse, husband.spouse = husband, wife
        return [wife, husband]

    def _widow(self, band: Band) -> list[Person]:
        wife, husband = self._two(band, one_name=True)
        left, late = (wife, husband) if self._rng.random() < 0.85 else (husband, wife)
        left.civil, left.late = WIDOWED, late
        late.civil = MARRIED
        die_long_ago(late, self._day, self._rng)
        return [left, late]

    def _family(self, band: Band) -> list[Person]:
        self._met[band] += 1
        separated = self._tracker.give(
            ("separated", band), shares.SEPARATED[band], passed=self._met[band]
        )
        mother, father = self._two(band, one_name=not separated)
        children = self._born_to(mother, father)
        mother.children, father.children = children, list(children)
        if separated:
            mother.civil, father.civil = self._rng.choice(((SINGLE, SINGLE), (DIVORCED, DIVORCED)))
            mother.other_parent, father.other_parent = father, mother
            father.at_home = False
        elif self._rng.random() < shares.LATE_PARENT / (1 - shares.SEPARATED[band]):
            self._lose_father(mother, father)
        else:
            mother.spouse, father.spouse = father, mother
            if self._rng.random() < 0.65:
                mother.civil = father.civil = MARRIED
        self._choose_payees(mother, father, band)
        return [mother, father, *children]

    def _born_to(self, mother: Person, father: Person) -> list[Person]:
        youngest = min(mother.age, father.age)
        left, others = self._children, self._children - self._families
        count = children_of_one(self._families, self._children, self._rng)
        self._families -= 1
        self._children -= count
        # The first child is under 16; of the others so many are older that their share holds, or numbers suffice.
        short = 1 - self._numbers.small_left() / left
        older = max(shares.TEENS, short) * left / others if others else 0
        name = mother.name.split()[-1]
        return [
            self._person(
                self._numbers.draw_child(youngest, teen=place > 0 and self._rng.random() < older),
                name,
            )
            for place in range(count)
        ]

    def _lose_father(self, mother: Person, father: Person) -> None:
        mother.civil, mother.late, father.civil = WIDOWED, father, MARRIED
        for child in mother.children:
            child.late = father
        father.children = []
        die_long_ago(father, self._day, self._rng)

    def _choose_payees(self, mother: Person, father: Person, band: Band) -> None:
        if mother.late is not None:
            payees = [mother]
        elif self._tracker.give(("two", band), shares.TWO_PAYEES[band], passed=self._met[band]):
            payees = [mother, father]
        else:
            payees = [mother if self._rng.random() < 0.85 else father]
        for child in mother.children:
            if child.age < ALLOWANCE_UNTIL:
                child.payees = payees
