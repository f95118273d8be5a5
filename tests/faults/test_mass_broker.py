"""The broker loses what it was given: the sweep finds each query, and each person is answered once."""

import pytest

from tests.documents import ALVA, INGRID, KERSTIN, loaded_extracts
from tests.faults.nudging import do, nudging_for_real, taken
from tests.faults.promises import hold_to_promises, nobody_is_told
from tests.lookups.mass.making import OPEN, asker, member, send
from tests.portal.jobs.conftest import jobs_url

pytestmark = pytest.mark.django_db(transaction=True)

PERSONS = (ALVA, INGRID, KERSTIN, ALVA, INGRID)
BEAT = "portal.jobs.tasks.sweep"  # what beat sends
SWEEP, ASK = "lookups.mass.tasks.sweep", "lookups.mass.tasks.ask"
TURN = 15  # seconds between two sweeps
MOST_TURNS = 50


@pytest.fixture(autouse=True)
def open_now(time_machine, settings, monkeypatch):
    time_machine.move_to(OPEN, tick=True)
    settings.BROKER_DATABASE_URL = jobs_url()
    monkeypatch.setattr("lookups.mass.keeping.PART", 1)
    with nudging_for_real():
        yield


@pytest.fixture
def anna(tmp_path):
    loaded_extracts(tmp_path)
    return asker(member())


def test_a_query_whose_nudge_was_thrown_away_is_found_by_the_sweep(anna):
    query = send(anna, *PERSONS).id
    assert taken() == [ASK]  # and nobody does it
    nobody_is_told(query)
    do(BEAT)
    assert SWEEP in taken()
    do(SWEEP)
    asks = taken()
    assert set(asks) == {ASK}
    for one in asks:
        do(one)
    hold_to_promises(query, PERSONS)


def test_a_query_sent_while_the_broker_is_away_is_taken_and_found_by_the_sweep(
    anna, settings, tmp_path
):
    there = settings.BROKER_DATABASE_URL
    settings.BROKER_DATABASE_URL = f"postgresql://app_jobs@/app?host={tmp_path}"
    query = send(anna, *PERSONS).id
    settings.BROKER_DATABASE_URL = there
    assert taken() == []
    nobody_is_told(query)
    do(SWEEP)
    for one in taken():
        do(one)
    hold_to_promises(query, PERSONS)


def test_where_each_worker_s_own_nudge_is_lost_the_sweep_carries_a_query_to_its_end(
    anna, monkeypatch, time_machine
):
    monkeypatch.setattr("lookups.mass.sweeping.SECONDS", 0.001)  # a part; then the next is nudged
    query = send(anna, *PERSONS).id
    assert taken() == [ASK]
    for turn in range(MOST_TURNS):
        time_machine.shift(TURN)
        do(BEAT)
        assert SWEEP in taken()
        do(SWEEP)
        if not (asks := taken()):
            break  # it has ended
        assert set(asks) == {ASK}
        if turn % 2:  # of every second sweep they are lost too
            do(ASK)
            taken()
    assert turn >= 2 * len(PERSONS)
    hold_to_promises(query, PERSONS)


def test_a_query_that_has_ended_wakes_nobody(anna):
    query = send(anna, *PERSONS).id
    for one in (*taken(), ASK, ASK):
        do(one)
    hold_to_promises(query, PERSONS)
    do(SWEEP)
    assert taken() == []
