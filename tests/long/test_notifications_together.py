"""Many and longer series of loads, registrations and ends at the same moment, each held to the slow model."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.faults.test_notifications_together import hold_to_the_model, rounds

pytestmark = pytest.mark.django_db(transaction=True)


@settings(
    max_examples=60,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(rounds(), min_size=4, max_size=10))
def test_of_many_series_none_is_told_otherwise_than_the_slow_model_tells(tmp_path, steps):
    hold_to_the_model(tmp_path, steps)
