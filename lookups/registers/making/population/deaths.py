"""Deaths: some in the last twelve months, others years ago; not all dates are known to the day."""

from datetime import date
from random import Random

from lookups.registers.making.days import as_month, days_from, month_end
from lookups.registers.making.population.people import WIDOWED, Person

UNKNOWN = "Datum saknas"


def die_long_ago(person: Person, day: date, rng: Random) -> None:
    """Let a person have died between two and fifteen years ago."""
    person.died = _told(days_from(day, -rng.randrange(730, 5500)), rng)


def die_lately(person: Person, day: date, rng: Random) -> None:
    """Let a person have died in the last twelve months; what is paid ends with the month of death."""
    on = days_from(day, -rng.randrange(1, 365))
    person.died = _told(on, rng)
    person.until = month_end(on)
    if person.spouse is not None:
        person.spouse.civil = WIDOWED


def _told(on: date, rng: Random) -> str:
    (form,) = rng.choices((on.isoformat(), as_month(on), str(on.year), UNKNOWN), (90, 6, 2, 2))
    return form
