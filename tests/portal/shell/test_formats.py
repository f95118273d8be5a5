"""Numbers, amounts, days and times read as texts.md, rules 4-6, has them, in both languages."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from portal.shell import formats


def plain(text: str) -> str:
    return text.replace(formats.NBSP, " ")


@pytest.mark.parametrize(
    ("amount", "currency", "swedish", "english"),
    [
        (Decimal("12345.5"), "SEK", "12 345,50 kr", "SEK 12,345.50"),
        (Decimal("12345.00"), "SEK", "12 345 kr", "SEK 12,345"),
        (8412, "SEK", "8 412 kr", "SEK 8,412"),
        (0, "SEK", "0 kr", "SEK 0"),
        (Decimal(-1520), "SEK", "−1 520 kr", "SEK −1,520"),
        (Decimal("804.105"), "SEK", "804,105 kr", "SEK 804.105"),
        (Decimal("7.5"), "EUR", "7,50 EUR", "EUR 7.50"),
        (Decimal(1234567), "SEK", "1 234 567 kr", "SEK 1,234,567"),
    ],
)
def test_amounts(amount, currency, swedish, english):
    with translation.override("sv"):
        assert plain(formats.kr(amount, currency)) == swedish
    with translation.override("en"):
        assert plain(formats.kr(amount, currency)) == english


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_an_amount_reads_back_to_the_oere(amount):
    with translation.override("sv"):
        told = formats.kr(amount)
    assert " " not in told, "a line break may not fall within an amount"
    back = told.removesuffix(f"{formats.NBSP}kr").replace(formats.NBSP, "")
    assert Decimal(back.replace(",", ".").replace(formats.MINUS, "-")) == amount


@pytest.mark.parametrize(
    ("share", "swedish", "english"),
    [
        (Decimal("0.5"), "50 %", "50%"),
        (Decimal(1), "100 %", "100%"),
        (Decimal("0.125"), "12,5 %", "12.5%"),
        (Decimal(0), "0 %", "0%"),
    ],
)
def test_shares(share, swedish, english):
    with translation.override("sv"):
        assert plain(formats.percent(share)) == swedish
    with translation.override("en"):
        assert formats.percent(share) == english


@pytest.mark.parametrize(
    ("told", "day"),
    [
        (date(2026, 11, 23), "2026-11-23"),
        (datetime(2026, 11, 23, 23, 30, tzinfo=UTC), "2026-11-24"),
        ("2019-04", "2019-04"),
        ("", ""),
        (None, ""),
    ],
)
def test_days(told, day):
    assert formats.short_date(told) == day


@pytest.mark.parametrize(
    ("moment", "swedish", "english"),
    [
        (datetime(2026, 7, 1, 14, 30, tzinfo=UTC), "16.30", "16:30"),
        (datetime(2026, 12, 1, 5, 5, tzinfo=UTC), "06.05", "06:05"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "02.30", "02:30"),  # the hour that comes twice
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "02.30", "02:30"),
    ],
)
def test_times_are_swedish(moment, swedish, english):
    with translation.override("sv"):
        assert formats.swedish_time(moment) == swedish
    with translation.override("en"):
        assert formats.swedish_time(moment) == english


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2026-11-01", "2026-11-30", "2026-11-01–2026-11-30"),
        ("2026-11-01", "2026-11-01", "2026-11-01"),
        (date(2026, 11, 1), None, "från och med 2026-11-01"),
        (None, "2019-04", "till och med 2019-04"),
        (None, None, ""),
    ],
)
def test_periods_say_their_open_end(first, last, told):
    with translation.override("sv"):
        assert formats.span(first, last) == told


@pytest.mark.parametrize(
    ("filtered", "value", "told"),
    [
        ("identity_number", "198808132388", "19880813-2388"),
        ("identity_number", "MYNDIGHETSUTBETALNING", "MYNDIGHETSUTBETALNING"),
        ("masked", "198808132388", "19880813-****"),
        ("telephone_link", "0771-17 90 00", "tel:+46771179000"),
        ("telephone_link", "+46 8 123", "tel:+468123"),
        ("kr", None, ""),
        ("swedish_time", None, ""),
    ],
)
def test_filters(filtered, value, told):
    template = Template("{% load shell %}{{ value|" + filtered + " }}")
    assert template.render(Context({"value": value})) == told


def test_an_icon_is_decoration():
    told = Template('{% load shell %}{% icon "error" "label__icon--left" %}').render(Context())
    assert 'aria-hidden="true"' in told
    assert "vendor/icons.svg#f-icon-error" in told
