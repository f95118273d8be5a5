"""Identity numbers: every usual written form to one type, each fault by name (api.md, Errors).

Pure: no database, no models.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.errors import Refusal

FIRST_YEAR = 1700  # nobody of the 18th century lives: benchmarks take their numbers there
BENCH_YEARS = range(FIRST_YEAR, 1800)
OLDEST = 110  # years; who could be meant by ten digits without a sign

_BLANK = "\\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_DASH = "\u2010-\u2015\u2212\ufe58\ufe63"  # what text programs put for a hyphen
_INVISIBLE = re.compile(f"[{_BLANK}]+")
_ANY_DASH = re.compile(f"[{_DASH}]")
_ALLOWED = re.compile(r"[0-9+-]+")
_WRITTEN = re.compile(r"(\d\d)?(\d\d)-?(\d\d)-?(\d\d)([+-]?)(\d{4})", re.ASCII)


class Kind(StrEnum):
    """What sort of number it is."""

    PERSONNUMMER = "personnummer"
    SAMORDNINGSNUMMER = "samordningsnummer"


class Felkod(StrEnum):
    """Why a text is no identity number; the first that holds, in this order, is the one told."""

    EMPTY = "tomt"
    CHARACTERS = "tecken"
    LENGTH = "langd"
    DATE = "datum"
    FUTURE = "framtida_datum"
    CENTURY = "oklart_sekel"
    CHECK_DIGIT = "kontrollsiffra"
    NOT_A_TEST_NUMBER = "inte_testnummer"


class InvalidIdentity(Refusal):
    """The text is no identity number that may be asked about.

    Page, API and file say the same sentence.
    """

    slug = "invalid-identity"
    variants = {
        Felkod.EMPTY: _("Skriv ett personnummer eller samordningsnummer."),
        Felkod.CHARACTERS: _("Numret får bara ha siffror, bindestreck, plustecken och mellanslag."),
        Felkod.LENGTH: _("Numret ska ha 10 eller 12 siffror. Det här har %(antal)s."),
        Felkod.DATE: _(
            "Numret börjar inte med ett riktigt datum. Kontrollera år, månad och dag. "
            "I samordningsnummer är dagen ökad med 60."
        ),
        Felkod.FUTURE: _(
            "Datumet i numret har inte varit ännu. Kontrollera århundrade, månad och dag."
        ),
        Felkod.CENTURY: _(
            "Numret kan gälla två personer med hundra år emellan. Skriv alla 12 siffror."
        ),
        Felkod.CHECK_DIGIT: _(
            "Siffrorna stämmer inte ihop. Jämför numret siffra för siffra med ert ärende."
        ),
        Felkod.NOT_A_TEST_NUMBER: _(
            "I testmiljön går det bara att fråga om Skatteverkets testnummer."
        ),
    }

    def __init__(self, felkod: Felkod, *, digits: int = 0) -> None:
        super().__init__("personnummer", variant=felkod, antal=digits)
        self.felkod = felkod

    def members(self) -> dict[str, Any]:
        """Return what the problem carries beside its sentence."""
        return super().members() | {"felkod": self.felkod.value}


@dataclass(frozen=True, slots=True, repr=False)
class Identity:
    """A valid number. It says nothing of itself in logs and tracebacks."""

    number: str  # 12 digits
    kind: Kind
    birth: date | None  # None: a coordination number whose date of birth is not known

    @property
    def masked(self) -> str:
        """Return the number without its last four digits, for lists.

        >>> parse("198808132388", today=date(2026, 11, 25), lenient_century=False, tests_only=False).masked
        '19880813-****'
        """
        return f"{self.number[:8]}-****"

    def __repr__(self) -> str:
        return f"<{self.kind.value}>"


def parse(
    text: str, *, today: date, lenient_century: bool, tests_only: bool | None = None
) -> Identity:
    """Return the identity that a text writes, with 12 digits; raise InvalidIdentity.

    Taken are 10 and 12 digits with `-` or `+` before the last four, hyphens within the date, any
    dash for a hyphen, and white space and invisible characters anywhere. `-` is a person under 100
    years, `+` one who turns 100 this year or has (folkbokföringslagen 18 §). Ten digits without a
    sign are unclear when both centuries give somebody aged 0-110 on `today`; with `lenient_century`
    they are read as `-`. `tests_only` None: as the setting DEMO says.

    >>> parse("880813-2388", today=date(2026, 11, 25), lenient_century=False, tests_only=True).number
    '198808132388'
    """
    plain = text.isascii() and text.isdigit()  # as machines write it
    bare = text if plain else _ANY_DASH.sub("-", _INVISIBLE.sub("", text))
    if not bare:
        raise InvalidIdentity(Felkod.EMPTY)
    if not plain and not _ALLOWED.fullmatch(bare):
        raise InvalidIdentity(Felkod.CHARACTERS)
    digits = len(bare) if plain else sum(map(str.isdigit, bare))
    if digits not in (10, 12):
        raise InvalidIdentity(Felkod.LENGTH, digits=digits)
    written = _WRITTEN.fullmatch(bare)
    if written is None:
        raise InvalidIdentity(Felkod.CHARACTERS)
    century, year, month, day, sign, last = written.groups()
    rest = year + month + day + last
    if century is None:
        number = _with_century(rest, "-" if lenient_century and not sign else sign, today)
    else:
        number = century + rest
        if not _is_date(number):
            raise InvalidIdentity(Felkod.DATE)
        if _born(number) > _triple(today):
            raise InvalidIdentity(Felkod.FUTURE)
    if not _luhn(rest):
        raise InvalidIdentity(Felkod.CHECK_DIGIT)
    if (settings.DEMO if tests_only is None else tests_only) and not is_test_number(number):
        raise InvalidIdentity(Felkod.NOT_A_TEST_NUMBER)
    return _identity(number)


def is_test_number(number: str) -> bool:
    """Say whether a valid number belongs to nobody: official test number, or birth year 1700-1799."""
    return int(number[:4]) in BENCH_YEARS or number in official_test_numbers()


@cache
def official_test_numbers() -> frozenset[str]:
    """Return the tax agency's published test numbers, 12 digits each (data/testnumbers/SOURCE.md)."""
    place = files("portal") / "data" / "testnumbers"
    return frozenset(
        number
        for name in ("personnummer.json", "samordningsnummer.json")
        for number in json.loads((place / name).read_text())
    )


# Digits in groups, as people write them: between century, year, month, day and the last four
# something may stand.
_BETWEEN = f"[{_BLANK}._/:+\\-{_DASH}]{{0,3}}"
_IN_TEXT = re.compile(
    r"(?=(?<![0-9])((?:[0-9]{2}B)?)([0-9]{2})B([0-9]{2})B([0-9]{2})B([0-9]{4})(?![0-9]))".replace(
        "B", _BETWEEN
    )
)

_BLANKS_ALONE = re.compile(f"[0-9]+(?:[{_BLANK}]+[0-9]+)+")
_ONE_BY_ONE = re.compile(
    f"(?<![0-9])[0-9]{{1,2}}(?:[{_BLANK}._/:+\\-{_DASH}]{{1,3}}[0-9]{{1,2}}(?![0-9])){{4,}}"
)


def find_identity_in(text: str) -> bool:
    """Say whether a free text holds a valid identity number, in any usual written form.

    A number of its own, that is: with a date and a check digit that hold, and no further digit
    beside it.

    >>> find_identity_in("Ärende 880813-2388"), find_identity_in("Ärende 2026-11482")
    (True, False)
    """
    text = _plain_digits(text)
    if sum(map(str.isdigit, text)) < 10:  # as in most references: a mass query has many
        return False
    written = ("".join(found.groups()) for found in _IN_TEXT.finditer(text))
    return any(_holds(re.sub(r"[^0-9]", "", one)) for one in (*written, *_spelled_out(text)))


def _holds(digits: str) -> bool:
    """Say whether 10 or 12 digits have a date and a check digit that hold."""
    centuries = (digits[:2],) if len(digits) == 12 else ("19", "20", "18")
    return _luhn(digits[-10:]) and any(_is_date(one + digits[-10:]) for one in centuries)


def _plain_digits(text: str) -> str:
    """Return the text with the digits of every script as 0-9: none of them hides a number."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in text)


def _spelled_out(text: str) -> Iterator[str]:
    """Yield 10 and 12 digits written one by one or two by two, or in any groups with nothing but blanks between.

    Longer groups with other signs between are dates and case numbers.
    """
    for run in (*_ONE_BY_ONE.findall(text), *_BLANKS_ALONE.findall(text)):
        groups = re.findall(r"[0-9]+", run)
        for start in range(len(groups)):
            joined = ""
            for group in groups[start:]:
                joined += group
                if len(joined) in (10, 12):
                    yield joined


def _with_century(rest: str, sign: str, today: date) -> str:
    """Return 12 digits for 10 and their sign (`-`, `+` or none)."""
    now = today.year // 100
    possible = [
        number
        for number in (f"{century:02}{rest}" for century in range(now, now - 3, -1))
        if _is_date(number) and _born(number) <= _triple(today)
    ]
    if sign == "+":
        meant = [one for one in possible if today.year - int(one[:4]) >= 100]
    elif sign == "-":
        meant = [one for one in possible if _age(one, today) < 100]
    else:
        meant = [one for one in possible if _age(one, today) <= OLDEST]
        if len(meant) > 1:
            raise InvalidIdentity(Felkod.CENTURY)
    if not meant:
        raise InvalidIdentity(Felkod.DATE)
    return meant[0]


def _born(number: str) -> tuple[int, int, int]:
    """Return year, month and day of 12 digits; in a coordination number the day is 60 more."""
    day = int(number[6:8])
    return int(number[:4]), int(number[4:6]), day - 60 if day >= 60 else day


def _is_date(number: str) -> bool:
    """Say whether 12 digits begin with a date.

    A coordination number may have month 00, day 00 or 30 February.
    """
    year, month, day = _born(number)
    if not FIRST_YEAR <= year <= 9999:
        return False
    if int(number[6:8]) >= 60:
        return month <= 12 and day <= 31
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _age(number: str, today: date) -> int:
    year, month, day = _born(number)
    return today.year - year - ((month, day) > (today.month, today.day))


def _triple(day: date) -> tuple[int, int, int]:
    return day.year, day.month, day.day


def _luhn(rest: str) -> bool:
    """Say whether the last of ten digits is the check digit of the other nine."""
    doubled = sum(_DOUBLED[ord(one) - 48] for one in rest[::2])
    return (doubled + sum(ord(one) - 48 for one in rest[1::2])) % 10 == 0


_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)


def _identity(number: str) -> Identity:
    if int(number[6:8]) < 60:
        return Identity(number, Kind.PERSONNUMMER, date(*_born(number)))
    try:
        birth = date(*_born(number))
    except ValueError:
        birth = None
    return Identity(number, Kind.SAMORDNINGSNUMMER, birth)
