"""When a mass query is expected to be ready: by the pace that it has had, and nothing where there is none to go by."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookups.mass.estimating import LEAST, ready_at
from lookups.mass.model import QueryTold
from lookups.mass.models import OnFault
from lookups.mass.states import State
from tests.lookups.mass.making import OPEN

UNDER_WAY = QueryTold(
    id=uuid4(),
    state=State.UNDER_WAY,
    pause=None,
    reason="",
    name="",
    purpose="bistand",
    case="",
    asker_name="Anna",
    responsible="",
    user=None,
    responsible_user=None,
    client="klient",
    created_at=OPEN,
    sent_at=OPEN,
    started_at=OPEN,
    ended_at=None,
    ended_by="",
    opens_at=None,
    kept_until=None,
    extended=False,
    rows=1000,
    answered=200,
    unanswered=50,
    faults=10,
    declined=0,
    blank=0,
    doubles=0,
    adjustments=0,
    similar=None,
    on_fault=OnFault.GO_ON,
    first=OPEN.date(),
    last=OPEN.date(),
)
MINUTE = timedelta(minutes=1)


def test_three_quarters_left_take_three_times_as_long():
    assert ready_at(UNDER_WAY, at=OPEN + MINUTE) == OPEN + 4 * MINUTE


@pytest.mark.parametrize("state", [one for one in State if one is not State.UNDER_WAY])
def test_what_is_not_under_way_has_no_time(state):
    assert ready_at(replace(UNDER_WAY, state=state), at=OPEN + MINUTE) is None


@pytest.mark.parametrize(
    "changes",
    [{"started_at": None}, {"answered": LEAST - 1, "unanswered": 0}, {"answered": 0, "rows": 0}],
    ids=str,
)
def test_without_a_pace_nothing_is_said(changes):
    query = replace(UNDER_WAY, **({"unanswered": 0} | changes))
    assert ready_at(query, at=OPEN + MINUTE) is None


@given(answered=st.integers(LEAST, 1000), seconds=st.integers(0, 100_000))
def test_it_is_never_before_now_and_all_done_is_now(answered, seconds):
    query = replace(UNDER_WAY, answered=answered, unanswered=0)
    at = OPEN + timedelta(seconds=seconds)
    told = ready_at(query, at=at)
    assert told >= at
    assert (told == at) == (query.left == 0)
