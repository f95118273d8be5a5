"""Fifty callers at one lane, then twenty lanes at once: every window of every length, from what was answered."""

import pytest

from portal.quotas.figures import FIVE_AT_A_TIME, ONE_AT_A_TIME, Figures
from tests.portal.quotas.racing import hold_to_terms, possible, race, track

pytestmark = pytest.mark.django_db(transaction=True)

SECONDS = 30


@pytest.mark.parametrize(
    ("figures", "windows"),
    [
        (ONE_AT_A_TIME, (1, 60, 3600)),
        (FIVE_AT_A_TIME, (1, 60, 3600)),
        (
            Figures(per_second=50, per_minute=120, per_hour=200, pause_ms=20, concurrency=20),
            (1, 3, 8),
        ),
    ],
)
def test_fifty_callers_at_one_lane(figures, windows):
    one = track(figures, windows)
    told = race([one], each=50, seconds=SECONDS)[one]
    hold_to_terms(one, told["rows"])
    assert len(told["rows"]) >= possible(one, told["rows"]) * 0.9


def test_twenty_lanes_at_once_do_not_disturb_each_other():
    tracks = [track(ONE_AT_A_TIME) for _ in range(10)] + [track(FIVE_AT_A_TIME) for _ in range(10)]
    told = race(tracks, each=3, seconds=SECONDS)
    for one in tracks:
        hold_to_terms(one, told[one]["rows"])
        assert len(told[one]["rows"]) >= possible(one, told[one]["rows"]) * 0.9
