"""When a mass query is expected to be ready: by the pace that it has had, and nothing where there is none to go by."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookups.mass import reads, services, turns, working
from lookups.mass.estimating import LEAST, ready_at
from lookups.mass.model import QueryTold
from lookups.mass.models import MassQuery, OnFault
from lookups.mass.states import State
from lookups.mass.support import services as support
from portal.quotas.terms import Entered
from portal.tenants.scope import acting_for, as_jobs, as_support
from tests.documents import ALVA, INGRID, KERSTIN, loaded_extracts
from tests.lookups.mass.making import OPEN, asker, call, member, send

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
    paced_from=OPEN,
    paced_done=0,
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
    [
        {"paced_from": None},
        {"paced_done": 250},
        {"answered": LEAST - 1, "unanswered": 0},
        {"answered": 0, "rows": 0},
    ],
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


@given(
    before=st.integers(0, 900),
    since=st.integers(LEAST, 100),
    night=st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=3)),
)
def test_what_was_asked_before_it_stood_still_says_nothing_of_its_pace(before, since, night):
    goes_on = OPEN + night
    query = replace(
        UNDER_WAY,
        answered=before + since,
        unanswered=0,
        paced_from=goes_on,
        paced_done=before,
    )
    told = ready_at(query, at=goes_on + MINUTE)
    assert told - goes_on == MINUTE + MINUTE * (query.left / since)


def paces(query) -> tuple:
    with as_jobs():
        return MassQuery.objects.values_list("paced_from", "paced_done").get(pk=query)


@pytest.mark.django_db(transaction=True)
def test_the_pace_is_counted_from_when_it_last_came_under_way(tmp_path, time_machine, monkeypatch):
    monkeypatch.setattr("lookups.mass.keeping.PART", 1)
    time_machine.move_to(OPEN, tick=False)
    loaded_extracts(tmp_path)
    anna = asker(member())
    query = send(anna, ALVA, INGRID, KERSTIN).id
    with as_jobs():
        ask(turns.take(at=OPEN))
        assert paces(query) == (OPEN, 0)
        ask(turns.take(at=OPEN + MINUTE))
    assert paces(query) == (OPEN, 0)  # a further turn is no new start
    with as_support():
        support.pause(query, Entered(by="Sara", why="Prov", at=OPEN))
        support.resume(query, Entered(by="Sara", why="Prov", at=OPEN))
    with as_jobs():
        turns.take(at=OPEN + 600 * MINUTE)
    assert paces(query) == (OPEN + 600 * MINUTE, 2)
    services.cancel(anna, query, at=OPEN)
    services.ask_again(anna, query, call=call())
    with as_jobs():
        turns.take(at=OPEN + 900 * MINUTE)
    assert paces(query) == (OPEN + 900 * MINUTE, 2)
    with acting_for(anna.organisation):
        assert reads.one(query).started_at == OPEN


def ask(turn) -> None:
    assert working.ask_part(turn, at=OPEN) == 1
