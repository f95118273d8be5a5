"""Whose number is whose: made persons get official test numbers, or numbers of the 18th century, and no others."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Protocol

from lookups.registers.making.bands import Band, band_of
from lookups.registers.making.chance import chance_of
from lookups.registers.making.digits import (
    COORDINATION_DAYS,
    birth_of,
    check_digit,
    has_birth_date,
    is_coordination,
    is_woman,
)
from lookups.registers.making.errors import TooFewNumbers
from portal.identity import official_test_numbers

# The named persons' and their relatives' (all ten stories): the population never gets one of these.
RESERVED = frozenset(
    {
        "198808132388",
        "194406098824",
        "194605076654",
        "199106282388",
        "197101019052",
        "200107272387",
        "200107872384",
        "200107232381",
        "200005112388",
        "193605319122",
        "201906272388",
        "198405172399",
        "201705132387",
        "202305152387",
        "198505182397",
        "194103027092",
        "201805132394",
        "199905172392",
        "193406178354",
        "199005222386",
        "198805162396",
    }
)
_COORDINATED = 280  # persons whose present number is a coordination number
_OLDEST = 106  # whoever is older by the number plays somebody between 70 and 96
_SMALL = range(16)  # ages of child allowance
_FORMER = 90  # of each sex, kept as earlier numbers of somebody
_SPARES = 40  # of each sex, kept for numbers that are replaced in a changed extract
_CENTURY = date(1700, 1, 1)
_DAYS = (date(1800, 1, 1) - _CENTURY).days
_STRIDE = 10_007  # prime, and no divisor of the days: a walk that meets every day once a round


@dataclass(frozen=True, slots=True)
class Drawn:
    """A number drawn for a person; `age` is the age that the person plays."""

    number: str
    age: int

    @property
    def woman(self) -> bool:
        """Say the sex that the number tells."""
        return is_woman(self.number)


class Numbers(Protocol):
    """Where a population's numbers come from; the same draws give the same numbers."""

    def left(self, band: Band) -> int:
        """Return how many persons of a band can still be drawn."""

    def draw(self, band: Band, *, woman: bool | None = None) -> Drawn:
        """Draw a person of a band, of the wished sex while there are such."""

    def small_left(self) -> int:
        """Return how many children under 16 can still be drawn."""

    def draw_child(self, youngest_parent: int, *, teen: bool = False) -> Drawn:
        """Draw a child under 16, or one of 16-17, whom somebody of that age can have."""

    def earlier(self, number: str, *, coordination: bool, woman: bool) -> str:
        """Draw a number that somebody had before."""

    def spare(self, number: str) -> str:
        """Return the number that replaces another in a changed extract; drawing it moves nothing else."""


class TestNumbers:
    """The tax agency's published test numbers, each at most once. Those born 1890-1910 play 66 and older."""

    __test__ = False  # its name is no test's

    def __init__(self, day: date, seed: int) -> None:
        self._rng = rng = chance_of("numbers", seed)
        official = [n for n in sorted(official_test_numbers() - RESERVED) if birth_of(n) < day]
        self._coordination = [n for n in official if is_coordination(n)]
        rng.shuffle(self._coordination)
        dated = [n for n in self._coordination if has_birth_date(n)]
        present = set(dated[:: max(1, len(dated) // _COORDINATED)])  # they have no other number yet
        self._coordination = [n for n in self._coordination if n not in present]
        persons = [n for n in official if not is_coordination(n) or n in present]
        rng.shuffle(persons)
        self._spares: dict[bool, list[str]] = {True: [], False: []}
        self._former: dict[bool, list[str]] = {True: [], False: []}
        self._children: dict[int, list[Drawn]] = {age: [] for age in Band.CHILD.ages}
        self._pools: dict[tuple[Band, bool], list[Drawn]] = {
            (band, sex): [] for band in Band.adults() for sex in (True, False)
        }
        for number in persons:
            sex, age = is_woman(number), day.year - birth_of(number).year
            if age in self._children:
                self._children[age].append(Drawn(number, age))
            elif len(self._spares[sex]) < _SPARES:
                self._spares[sex].append(number)
            elif len(self._former[sex]) < _FORMER:
                self._former[sex].append(number)
            else:
                played = age if age <= _OLDEST else 70 + age % 27
                self._pools[band_of(played), sex].append(Drawn(number, played))

    def untouched(self) -> "TestNumbers":
        """Return another that draws the same from here: sorting all numbers anew is most of a small extract's time."""
        other = copy(self)
        vars(other).update(
            _rng=copy(self._rng),
            _coordination=list(self._coordination),
            _spares={sex: list(told) for sex, told in self._spares.items()},
            _former={sex: list(told) for sex, told in self._former.items()},
            _children={age: list(told) for age, told in self._children.items()},
            _pools={key: list(told) for key, told in self._pools.items()},
        )
        return other

    def left(self, band: Band) -> int:
        """Return how many persons of a band can still be drawn."""
        if band is Band.CHILD:
            return sum(map(len, self._children.values()))
        return len(self._pools[band, True]) + len(self._pools[band, False])

    def draw(self, band: Band, *, woman: bool | None = None) -> Drawn:
        """Draw a person of a band, of the wished sex while there are such."""
        if band is Band.CHILD:
            return self.draw_child(_OLDEST)
        women, men = self._pools[band, True], self._pools[band, False]
        if woman is None:
            woman = len(women) >= len(men)
        pool = (women or men) if woman else (men or women)
        if not pool:
            raise TooFewNumbers(band)
        return pool.pop()

    def small_left(self) -> int:
        """Return how many children under 16 can still be drawn."""
        return sum(len(self._children[age]) for age in _SMALL)

    def draw_child(self, youngest_parent: int, *, teen: bool = False) -> Drawn:
        """Draw a child whom somebody of that age can have; with none left that fits, the youngest there is."""
        ages = _child_ages(youngest_parent, teen=teen)
        left = [len(self._children[age]) for age in ages]
        if any(left):
            (age,) = self._rng.choices(ages, weights=left)
            return self._children[age].pop()
        pool = next(filter(None, self._children.values()), None)
        if pool is None:
            raise TooFewNumbers(Band.CHILD)
        return pool.pop()

    def earlier(self, number: str, *, coordination: bool, woman: bool) -> str:
        """Draw a number that somebody had before; with none left of one sort, another of the other."""
        del number  # official numbers do not come in pairs
        former = self._former[woman]
        if former and not (coordination and self._coordination):
            return former.pop()
        if not self._coordination:
            raise TooFewNumbers
        fitting = (n for n in reversed(self._coordination) if is_woman(n) == woman)
        found = next(fitting, self._coordination[-1])
        self._coordination.remove(found)
        return found

    def spare(self, number: str) -> str:
        """Return one of the numbers kept for replacing; few are needed, so that they may come again."""
        pool = self._spares[is_woman(number)]
        return pool[int(number) % len(pool)]


class BenchNumbers:
    """Numbers of birth years 1700-1799, where nobody lives: any band, 36 million of them."""

    def __init__(self, day: date, seed: int) -> None:
        self._year = day.year
        self._rng = chance_of("numbers", seed)
        self._count = self._rng.randrange(_DAYS)

    def left(self, band: Band) -> int:
        """Return how many persons of a band can still be drawn: more than anybody asks for."""
        del band
        return _DAYS * 400

    def draw(self, band: Band, *, woman: bool | None = None) -> Drawn:
        """Draw a person of a band, of the wished sex."""
        age = self._rng.choice(band.ages)
        sex = self._rng.random() < 0.5 if woman is None else woman
        return Drawn(self._next(woman=sex), age)

    def small_left(self) -> int:
        """Return how many children under 16 can still be drawn: more than anybody asks for."""
        return self.left(Band.CHILD)

    def draw_child(self, youngest_parent: int, *, teen: bool = False) -> Drawn:
        """Draw a child whom somebody of that age can have."""
        age = self._rng.choice(_child_ages(youngest_parent, teen=teen))
        return Drawn(self._next(woman=self._rng.random() < 0.5), age)

    def earlier(self, number: str, *, coordination: bool, woman: bool) -> str:
        """Make a number that somebody had before: the same day of birth where it is a coordination number."""
        if not coordination:
            return self._next(woman=woman)
        nine = f"{number[2:6]}{int(number[6:8]) + COORDINATION_DAYS}{number[8:11]}"
        return f"{number[:2]}{nine}{check_digit(nine)}"

    def spare(self, number: str) -> str:
        """Return the number that replaces another: the same day, a serial number that is never drawn."""
        nine = f"{number[2:8]}{998 if is_woman(number) else 999}"
        return f"{number[:2]}{nine}{check_digit(nine)}"

    def _next(self, *, woman: bool) -> str:
        self._count += 1
        rounds, place = divmod(self._count, _DAYS)
        born = _CENTURY + timedelta(days=place * _STRIDE % _DAYS)
        serial = 2 * (rounds % 498) + (2 if woman else 1)
        nine = f"{born:%y%m%d}{serial:03}"
        return f"{born.year // 100}{nine}{check_digit(nine)}"


def _child_ages(youngest_parent: int, *, teen: bool) -> range:
    """Return the ages of a child, of 16-17 when the parent can have one so old."""
    oldest = youngest_parent - 18
    if teen and oldest >= _SMALL.stop:
        return range(_SMALL.stop, min(oldest, 17) + 1)
    return range(max(1, min(oldest + 1, _SMALL.stop)))


def numbers_for(identities: str, *, day: date, seed: int) -> Numbers:
    """Return the numbers of a kind, `test` or `bench`."""
    if identities == "bench":
        return BenchNumbers(day, seed)
    return _sorted(day, seed).untouched()


@lru_cache(maxsize=4)
def _sorted(day: date, seed: int) -> TestNumbers:
    """Return the test numbers as they lie before any is drawn."""
    return TestNumbers(day, seed)


def quotas(numbers: Numbers, shares: Sequence[float], persons: int) -> dict[Band, int]:
    """Share persons out over the bands: by the real shares, and where numbers fall short by those that are left.

    Raises TooFewNumbers when there are not so many numbers.
    """
    counts = dict.fromkeys(Band, 0)
    missing, open_bands = persons, dict(zip(Band, shares, strict=True))
    while missing and open_bands:
        whole, given = sum(open_bands.values()), 0
        for band, share in tuple(open_bands.items()):
            more = min(round(missing * share / whole), numbers.left(band) - counts[band])
            counts[band] += more
            given += more
            if counts[band] == numbers.left(band):
                del open_bands[band]
        if given == 0 and open_bands:
            counts[max(open_bands, key=open_bands.__getitem__)] += 1
            given = 1
        missing -= given
    while missing < 0:
        counts[max(counts, key=counts.__getitem__)] -= 1
        missing += 1
    if missing:
        raise TooFewNumbers(persons - missing)
    return counts
