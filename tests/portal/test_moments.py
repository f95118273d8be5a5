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
