"""The days on which an end is told of, and which of them is due: by the Swedish calendar (R10)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.versions import steps

RELEASED, LAST = date(2026, 11, 2), date(2027, 11, 2)
DAYS = [
    date(2026, 11, 2),
    date(2027, 5, 2),
    date(2027, 8, 2),
    date(2027, 10, 2),
    date(2027, 10, 26),
]


def due(day):
    return steps.due(RELEASED, LAST, today=day)


def test_before_on_and_after_each_day():
    day = timedelta(days=1)
    assert due(RELEASED - day) is None
    for before, one in zip([None, *DAYS], DAYS, strict=False):
        assert (due(one - day), due(one), due(one + day)) == (before, one, one)
    assert (due(LAST), due(LAST + day)) == (DAYS[-1], None)


@pytest.mark.parametrize(
    ("released", "last", "months"),
    [
        (date(2028, 2, 29), date(2029, 3, 1), ["2028-09-01", "2028-12-01", "2029-02-01"]),
        (date(2027, 8, 31), date(2028, 8, 31), ["2028-02-29", "2028-05-31", "2028-07-31"]),
    ],
)
def test_short_months(released, last, months):
    assert [str(one) for one in steps.days(released, last)][1:4] == months


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 1000))
def test_they_stand_between_release_and_end_in_order(released, more):
    last = released + timedelta(days=365 + more)
    told = steps.days(released, last)
    assert list(told) == sorted(set(told))
    assert told[0] == released
    assert told[-1] == last - timedelta(days=7)
