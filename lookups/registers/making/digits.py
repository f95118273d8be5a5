"""What the digits of an identity number tell."""

from datetime import date
from functools import lru_cache

COORDINATION_DAYS = 60  # a coordination number's day is that of birth plus 60


def is_woman(number: str) -> bool:
    """Say the sex that a number tells: the digit before the last is even for women."""
    return int(number[-2]) % 2 == 0


def is_coordination(number: str) -> bool:
    """Say whether it is a coordination number."""
    return int(number[6:8]) > COORDINATION_DAYS


def has_birth_date(number: str) -> bool:
    """Say whether a number tells a date that is in the calendar; some coordination numbers do not."""
    born = birth_of(number)
    return (born.month, born.day) == (int(number[4:6]), int(number[6:8]) % COORDINATION_DAYS)


@lru_cache(maxsize=1 << 16)  # the official numbers are some 41,000, and met over and over
def birth_of(number: str) -> date:
    """Return the date of birth that a number tells; unknown parts (00) and dates that never were count as 1."""
    month = max(1, int(number[4:6]))
    day = max(1, int(number[6:8]) % COORDINATION_DAYS)
    try:
        return date(int(number[:4]), month, day)
    except ValueError:
        return date(int(number[:4]), month, 1)


def check_digit(nine: str) -> str:
    """Return the check digit of nine digits (Luhn).

    >>> check_digit("880813238")
    '8'
    """
    total = 0
    for place, digit in enumerate(map(int, nine)):
        doubled = digit * (2 - place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return str(-total % 10)
