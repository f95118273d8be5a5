"""Working days: what is counted, over weekends, holidays and eves."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.hours.working import first_of_week, is_working_day, working_days_before

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    "day",
    ["2026-04-03", "2026-04-06", "2026-05-14", "2026-06-19", "2026-12-24", "2026-12-31"],
)
def test_holidays_and_eves_of_the_law_are_not_worked(day):
    assert not is_working_day(date.fromisoformat(day))


def test_the_desks_short_days_are_worked():
    assert is_working_day(date(2026, 4, 2))
    assert is_working_day(date(2026, 4, 30))


@given(DAYS, st.integers(0, 20))
def test_so_many_working_days_lie_between(day, count):
    before = working_days_before(day, count)
    between = [before + timedelta(days=one) for one in range((day - before).days)]
    assert sum(map(is_working_day, between)) == count
    assert not count or is_working_day(before)


@given(DAYS)
def test_a_weeks_first_is_worked_and_none_before_it(day):
    first = first_of_week(day)
    monday = day - timedelta(days=day.weekday())
    if first is None:
        assert not any(is_working_day(monday + timedelta(days=one)) for one in range(7))
    else:
        assert is_working_day(first)
        assert not any(
            is_working_day(monday + timedelta(days=one)) for one in range((first - monday).days)
        )
