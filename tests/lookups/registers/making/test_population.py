"""The made population holds the shares of real life within its role bands."""

from collections import Counter
from datetime import date

import pytest

from lookups.registers.making.bands import Band
from lookups.registers.making.numbers import RESERVED
from lookups.registers.making.population.households import population
from lookups.registers.making.population.people import MARRIED
from lookups.registers.making.population.plan import Plan
from lookups.registers.making.population.shares import BANDS, SHARES

pytestmark = pytest.mark.untraced

DAY = date(2026, 11, 25)
ENOUGH = 100  # expected: fewer are only present


@pytest.fixture(
    scope="module", params=[("test", 10_000), ("bench", 10_000), ("test", 40_000)], ids=str
)
def persons(request):
    identities, count = request.param
    return list(population(Plan(day=DAY, persons=count, seed=11, identities=identities)))


def test_nobody_occurs_twice_and_the_named_never(persons):
    numbers = [person.number for person in persons] + [n for p in persons for n in p.earlier]
    assert len(set(numbers)) == len(numbers)
    assert set(numbers).isdisjoint(RESERVED)


def test_types_are_as_frequent_in_each_band_as_they_should_be(persons):
    bands = Counter(person.band for person in persons)
    held = Counter((name, person.band) for person in persons for name in person.types)
    for name, per_cent in SHARES.items():
        for band, share in zip(Band, per_cent, strict=True):
            wanted = bands[band] * share / 100
            if not wanted:
                assert not held[name, band]
            elif wanted >= ENOUGH:
                assert held[name, band] == pytest.approx(wanted, rel=0.1), (name, band)
            elif wanted >= 10 and name != "LINT":  # of those under 66 too few live abroad
                assert held[name, band], (name, band)


def test_payees_and_their_children(persons):
    bands = Counter(person.band for person in persons)
    payees = Counter(person.band for person in persons if "ABB" in person.types)
    for band, share in ((Band.YOUNG, 0.08), (Band.MIDDLE, 0.58), (Band.OLDER, 0.22)):
        assert payees[band] / bands[band] == pytest.approx(share, rel=0.1)
    children = [person for person in persons if person.band is Band.CHILD]
    told = [child for child in children if "MABB" in child.types]
    assert len(told) / len(children) == pytest.approx(0.89, rel=0.11)
    assert sum(len(child.payees) == 2 for child in told) / len(told) == pytest.approx(0.62, rel=0.1)


def test_relations_go_both_ways(persons):
    for person in persons:
        if person.spouse is not None:
            assert person.spouse.spouse is person
        for child in person.children:
            assert child.band is Band.CHILD
            assert set(child.payees) <= persons_around(person)
    married = sum(person.civil == MARRIED for person in persons if person.band is not Band.CHILD)
    assert 0.3 < married / sum(person.band is not Band.CHILD for person in persons) < 0.5


def persons_around(person):
    return {person, person.spouse, person.other_parent} - {None}


def test_who_stands_at_which_agency(persons):
    count = len(persons)
    assert sum(not person.at_fk for person in persons) / count == pytest.approx(0.02, abs=0.002)
    assert sum(person.at_pm for person in persons) / count == pytest.approx(0.40, abs=0.03)


def test_a_small_population_has_the_real_share_of_each_band():
    people = list(population(Plan(day=DAY, persons=2_000, seed=1)))
    bands = Counter(person.band for person in people)
    for band, share in zip(Band, BANDS, strict=True):
        assert bands[band] / len(people) == pytest.approx(share / 100, abs=0.005)


@pytest.mark.parametrize("count", [1, 2, 3, 7, 30])
@pytest.mark.parametrize("identities", ["test", "bench"])
def test_any_small_number_of_persons_can_be_made(count, identities):
    plan = Plan(day=DAY, persons=count, seed=4, identities=identities)
    assert sum(person.at_fk for person in population(plan)) == count


def test_another_seed_makes_other_persons():
    one, again, other = (
        [person.number for person in population(Plan(day=DAY, persons=50, seed=seed))]
        for seed in (1, 1, 2)
    )
    assert one == again != other
