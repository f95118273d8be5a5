"""A moment is typed as pages write it."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from portal.moments import MomentField

HALF_PAST_FOUR = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "typed", ["2026-11-23 16.30", "2026-11-23 16:30", " 2026-11-23 16.30 ", "2026-11-23T16:30"]
)
def test_half_past_four_is_half_past_four(typed):
    assert MomentField().clean(typed) == HALF_PAST_FOUR


@pytest.mark.parametrize("typed", ["16.30", "2026-11-23 25.30", "2026-11-23 16.75", "i morgon"])
def test_what_is_no_moment_is_refused(typed):
    with pytest.raises(ValidationError):
        MomentField().clean(typed)


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        ("2026-11-23", datetime(2026, 11, 23, 23, tzinfo=UTC)),
        ("2026-10-25", datetime(2026, 10, 25, 23, tzinfo=UTC)),  # 25 hours: summer time ends
        ("2026-03-29", datetime(2026, 3, 29, 22, tzinfo=UTC)),  # 23 hours: it begins
    ],
)
def test_a_day_alone_can_be_all_of_it(day, ends):
    assert MomentField(whole_day=True).clean(day) == ends
    assert MomentField(whole_day=True).clean(f"{day} 16.30") < ends
    assert MomentField().clean(day) < ends
