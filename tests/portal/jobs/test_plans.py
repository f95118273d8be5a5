"""When a job is due again: always later, once a turn, at the Swedish clock's time."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portal.clock import SWEDEN
from portal.jobs.plans import Daily, Every

BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
moments = st.integers(0, 12 * 365 * 86_400_000).map(lambda ms: BEGIN + timedelta(milliseconds=ms))


@given(moments, st.integers(1, 3600))
def test_two_beats_anywhere_in_a_turn_agree_on_the_next(at, seconds):
    plan = Every(timedelta(seconds=seconds))
    turn = plan.after(at)
    assert at < turn <= at + timedelta(seconds=seconds)
    assert plan.after(turn - timedelta(microseconds=1)) == turn
    assert plan.after(turn) == turn + timedelta(seconds=seconds)


@given(moments)
def test_a_nightly_job_comes_at_ten_past_three_in_sweden_once_a_day(at):
    plan = Daily(3, 10)
    turn = plan.after(at)
    shown = turn.astimezone(SWEDEN)
    assert (shown.hour, shown.minute) == (3, 10)
    assert at < turn <= at + timedelta(hours=25)
    assert plan.after(turn).astimezone(SWEDEN).date() == shown.date() + timedelta(days=1)
