"""A fair turn between organisations, and what stands still while the service is down."""

import pytest

from lookups.mass import reads, sweeping, turns
from lookups.mass.models import MassPart
from lookups.mass.states import Pause, State
from portal import clock
from portal.tenants.scope import acting_for, as_jobs
from tests.documents import ALVA, INGRID, KERSTIN, loaded_extracts
from tests.lookups.mass.filling import FULL, failing
from tests.lookups.mass.making import accepted, asker, member, work

pytestmark = pytest.mark.django_db(transaction=True)


def taken() -> list:
    """Take turns until there are none; nothing is asked."""
    with as_jobs():
        return [turns.take(at=clock.now()) for _ in range(6)]


def test_twenty_rows_do_not_wait_behind_a_hundred_thousand(monkeypatch):
    monkeypatch.setattr("lookups.mass.keeping.PART", 1)
    large, small = asker(member()), asker(member())
    many = accepted(large, ALVA, INGRID, KERSTIN, "194406098824")
    few = accepted(small, ALVA, INGRID)
    order = [one.query for one in taken()]
    assert order[:2] == [many, few]
    assert order[2:4] in ([many, few], [few, many])


def test_two_queries_of_one_organisation_take_turns_too(monkeypatch):
    monkeypatch.setattr("lookups.mass.keeping.PART", 1)
    anna = asker(member())
    first, second = accepted(anna, ALVA, INGRID), accepted(anna, ALVA, INGRID)
    assert [one.query for one in taken()[:3]] == [first, second, first]


def test_no_readable_extract_pauses_and_the_next_sweep_goes_on(tmp_path):
    anna = asker(member())
    query = accepted(anna, ALVA)
    with as_jobs():
        sweeping.sweep(clock.now())
    with acting_for(anna.organisation):
        told = reads.one(query)
    assert (told.state, told.pause) == (State.PAUSED, Pause.OUTAGE)
    loaded_extracts(tmp_path)
    assert work() == 1
    with acting_for(anna.organisation):
        assert reads.one(query).state == State.DONE


def test_a_full_disk_costs_no_try_and_no_row(tmp_path, monkeypatch):
    loaded_extracts(tmp_path)
    anna = asker(member())
    query = accepted(anna, ALVA)
    with monkeypatch.context() as patched:
        patched.setattr("lookups.mass.writing.write", failing(FULL))
        for _again in range(3):
            assert work() == 0
    with as_jobs():
        assert MassPart.objects.get(query=query).tries == 0
    assert work() == 1
