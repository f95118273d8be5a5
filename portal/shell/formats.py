"""Numbers, amounts, days and times as the reader's language writes them (texts.md, rules 4-6).

Pure but for the language.

Swedish is the source: `12 345,50 kr`, `2026-11-23`, `16.30`. English readers get `SEK 12,345.50` and `16:30`; days are
ISO dates in both.
"""

from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.clock import SWEDEN

NBSP = "\u00a0"
MINUS = "\u2212"
DIGITS = 12  # of an identity number


def english() -> bool:
    """Say whether the reader reads English; Swedish is the source of all words."""
    return (get_language() or "sv").startswith("en")


def number(value: Decimal | int, *, decimals: int | None = None) -> str:
    """Return a number with thousands apart, in exactly the decimals told or all that it has.

    >>> number(104400).replace(NBSP, " "), number(Decimal("2.50")), len(number(-3))
    ('104 400', '2,5', 2)
    """
    exact = Decimal(value)
    plain = f"{abs(exact):,f}" if decimals is None else f"{abs(exact):,.{decimals}f}"
    if decimals is None and "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    if not english():
        plain = plain.replace(",", NBSP).replace(".", ",")
    return (MINUS if exact < 0 else "") + plain


def kr(amount: Decimal | int, currency: str = "SEK") -> str:
    """Return an amount of money; öre only when there are any.

    >>> [kr(one).replace(NBSP, " ") for one in (Decimal("12345.5"), 8412, 0)], kr(7, "EUR").replace(NBSP, " ")
    (['12 345,50 kr', '8 412 kr', '0 kr'], '7 EUR')
    """
    exact = Decimal(amount)
    whole = exact == exact.to_integral_value()
    finer = int(exact.normalize().as_tuple().exponent) < -2  # passed on as delivered, never rounded
    told = number(exact, decimals=0 if whole else None if finer else 2)
    if english():
        return f"{currency}{NBSP}{told}"
    return f"{told}{NBSP}{'kr' if currency == 'SEK' else currency}"


def percent(share: Decimal) -> str:
    """Return a share of one as per cent.

    >>> percent(Decimal("0.5")).replace(NBSP, " "), percent(Decimal("0.333333")).replace(NBSP, " ")
    ('50 %', '33,3333 %')
    """
    told = number(Decimal(share) * 100)
    return f"{told}%" if english() else f"{told}{NBSP}%"


def short_date(value: date | datetime | str | None) -> str:
    """Return a day as `2026-11-23`; a moment is told by its Swedish day, and text stays as it was delivered.

    >>> short_date(date(2026, 11, 23)), short_date("2019-04"), short_date(None)
    ('2026-11-23', '2019-04', '')
    """
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, datetime):
        value = value.astimezone(SWEDEN).date()
    return value.isoformat()


def swedish_time(value: datetime) -> str:
    """Return a moment's time in Sweden: `16.30`, in English `16:30`.

    >>> from datetime import UTC
    >>> swedish_time(datetime(2026, 7, 1, 14, 30, tzinfo=UTC))
    '16.30'
    """
    return value.astimezone(SWEDEN).strftime("%H:%M" if english() else "%H.%M")


def span(first: date | str | None, last: date | str | None) -> str:
    """Return a period; an open end is said in words.

    >>> span("2026-11-01", "2026-11-30"), span("2026-11-01", None), span(None, "2026-11"), span(None, None)
    ('2026-11-01–2026-11-30', 'från och med 2026-11-01', 'till och med 2026-11', '')
    """
    begins, ends = short_date(first), short_date(last)
    if begins and ends:
        return begins if begins == ends else f"{begins}–{ends}"
    if begins:
        return _("från och med %(datum)s") % {"datum": begins}
    return _("till och med %(datum)s") % {"datum": ends} if ends else ""


def identity_number(value: str) -> str:
    """Return an identity number with its hyphen: no number is grouped otherwise.

    >>> identity_number("198808132388"), identity_number("MYNDIGHET")
    ('19880813-2388', 'MYNDIGHET')
    """
    grouped = len(value) == DIGITS and value.isascii() and value.isdigit()
    return f"{value[:8]}-{value[8:]}" if grouped else value


def masked(value: str) -> str:
    """Return an identity number without its last four digits.

    >>> masked("198808132388")
    '19880813-****'
    """
    return f"{value[:8]}-****"
