"""Sweden's public holidays and the agreement's eves, all from the library `holidays`: no list of our own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

import holidays
from holidays.constants import DE_FACTO, OPTIONAL, PUBLIC

from portal.hours.model import Reason

# By the library's Swedish names. De facto: days that the law on annual leave puts beside Sundays. Optional: eves;
# it adds "(från kl. 14.00)" to those of banks.
NAMED_EVES = {
    "Midsommarafton": Reason.MIDSUMMER_EVE,
    "Julafton": Reason.CHRISTMAS_EVE,
    "Nyårsafton": Reason.NEW_YEARS_EVE,
}
SHORT_EVES = {
    "Trettondagsafton": Reason.TWELFTH_NIGHT,
    "Skärtorsdagen": Reason.MAUNDY_THURSDAY,
    "Valborgsmässoafton": Reason.APRIL_30,
    "Allahelgonsafton": Reason.DAY_BEFORE_ALL_SAINTS,
}
_library = holidays.country_holidays("SE")
FIRST_DAY = date(_library.start_year, 1, 1)
LAST_DAY = date(_library.end_year, 12, 31)


class OutsideCalendar(ValueError):
    """The library knows no holidays for the day's year: nothing is guessed."""


@dataclass(frozen=True, slots=True)
class Year:
    """One year's holidays and eves."""

    public: frozenset[date]
    named_eves: Mapping[date, Reason]
    short_eves: Mapping[date, Reason]


def is_holiday(day: date) -> bool:
    """Say whether a day is a public holiday: Easter Day and Whit Sunday are, an ordinary Sunday is none (R14).

    >>> is_holiday(date(2026, 4, 5)), is_holiday(date(2026, 4, 12))
    (True, False)
    """
    return day in _year(day.year).public


def named_eve(day: date) -> Reason | None:
    """Return which of Midsummer Eve, Christmas Eve and New Year's Eve a day is, if any (R14)."""
    return _year(day.year).named_eves.get(day)


def short_eve(day: date) -> Reason | None:
    """Return which of the support desk's four short days a day is, if any (R16).

    >>> short_eve(date(2026, 10, 30))  # All Saints' Day is the Saturday
    <Reason.DAY_BEFORE_ALL_SAINTS: 'day-before-all-saints'>
    """
    return _year(day.year).short_eves.get(day)


def hold(*days: date) -> None:
    """Hold days to those that the library knows. Raises OutsideCalendar."""
    for day in days:
        if not FIRST_DAY <= day <= LAST_DAY:
            raise OutsideCalendar(f"{day} is not between {FIRST_DAY} and {LAST_DAY}")


@cache
def _year(year: int) -> Year:
    hold(date(year, 1, 1))
    return Year(
        public=frozenset(_of(year, PUBLIC)),
        named_eves=_named(_of(year, DE_FACTO), NAMED_EVES),
        short_eves=_named(_of(year, OPTIONAL), SHORT_EVES),
    )


def _of(year: int, category: str) -> holidays.HolidayBase:
    return holidays.country_holidays("SE", years=year, categories=(category,), language="sv")


def _named(found: holidays.HolidayBase, names: Mapping[str, Reason]) -> dict[date, Reason]:
    eves = {}
    for name, reason in names.items():
        (day,) = found.get_named(name, lookup="startswith")  # a name lost in an upgrade stops here
        eves[day] = reason
    return eves
