"""Which period an online question covers when the asker says all, half or nothing of it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookups.online.errors import PeriodTooLong
from lookups.online.well_put import months_from, period_of
from portal.organisations.reads import PurposeTold

TODAY = date(2026, 11, 23)


def purpose(months: int = 24) -> PurposeTold:
    return PurposeTold(
        code="a",
        name="Bistånd",
        law="x",
        law_from=date(2009, 1, 1),
        months=months,
        case_required=True,
        caseworker_required=True,
        consent=False,
        groups=frozenset(),
        left_out={},
    )


@pytest.mark.parametrize(
    ("first", "last", "months", "told"),
    [
        (
            None,
            None,
            24,
            (date(2025, 11, 23), date(2026, 12, 23)),
        ),  # twelve months back to one ahead
        (None, None, 6, (date(2026, 6, 23), date(2026, 12, 23))),  # cut to the purpose's longest
        (date(2026, 1, 1), None, 24, (date(2026, 1, 1), date(2026, 12, 23))),
        (date(2020, 1, 1), None, 24, (date(2020, 1, 1), date(2022, 1, 1))),
        (date(2027, 3, 1), None, 24, (date(2027, 3, 1), date(2027, 3, 1))),
        (None, date(2024, 2, 29), 24, (date(2023, 1, 29), date(2024, 2, 29))),
        (date(2024, 11, 23), date(2026, 11, 23), 24, (date(2024, 11, 23), date(2026, 11, 23))),
    ],
)
def test_what_is_covered(first, last, months, told):
    period = period_of(first, last, purpose(months), today=TODAY)
    assert (period.first, period.last) == told


def test_a_day_more_than_two_years_is_too_long():
    with pytest.raises(PeriodTooLong) as no:
        period_of(date(2024, 11, 23), date(2026, 11, 24), purpose(), today=TODAY)
    assert no.value.detail == "Perioden får vara högst 24 månader för ändamålet Bistånd."


dates = st.dates(min_value=date(1950, 1, 1), max_value=date(2080, 1, 1))


@given(first=st.none() | dates, last=st.none() | dates, months=st.integers(1, 120), today=dates)
def test_never_longer_than_the_purpose_allows_and_never_turned_round(first, last, months, today):
    if first and last and first > last:
        return  # the form's and the API's to refuse
    try:
        period = period_of(first, last, purpose(months), today=today)
    except PeriodTooLong:
        assert first
        assert last
        return
    assert period.first <= period.last <= months_from(period.first, months)
    assert first in (None, period.first)
