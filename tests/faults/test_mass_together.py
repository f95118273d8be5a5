"""Several workers at once on one mass query, on one part of it, and at its end: each person is answered once."""

import threading
from contextlib import contextmanager

import pytest
from django.db import connections

from lookups.mass import sweeping, turns, working
from portal import clock
from portal.audit import services as audit
from portal.tenants.scope import as_jobs
from tests.documents import ALVA, INGRID, KERSTIN, loaded_extracts
from tests.faults.dying import SECONDS, started
from tests.faults.promises import hold_to_promises
from tests.lookups.mass.making import accepted, asker, member

pytestmark = pytest.mark.django_db(transaction=True)

PERSONS = (ALVA, INGRID, KERSTIN, ALVA)
PARTS = (1, len(PERSONS))  # rows: a part each, and all in one


@pytest.fixture
def anna(tmp_path, settings):
    settings.MASS_WORKERS = 2
    loaded_extracts(tmp_path)
    return asker(member())


class Thread(threading.Thread):
    """A worker with a connection of its own; `told` is what it came to."""

    def __init__(self, work) -> None:
        super().__init__(daemon=True)
        self.work, self.told = work, None
        self.start()

    def run(self):
        try:
            self.told = self.work()
        except Exception as fault:  # noqa: BLE001  # the test's own thread tells of it
            self.told = fault
        finally:
            connections.close_all()

    def ended(self):
        self.join(SECONDS)
        assert not self.is_alive()
        return self.told


@contextmanager
def held_in_the_middle(monkeypatch):
    """Hold the first worker where its log rows are written and not committed, until the block ends.

    Gives the event that says that it is there.
    """
    real, there, go = audit.disclose_all, threading.Event(), threading.Event()

    def slow(*args, **more):
        told = real(*args, **more)
        if not there.is_set():
            there.set()
            assert go.wait(SECONDS)
        return told

    monkeypatch.setattr(audit, "disclose_all", slow)
    try:
        yield there
    finally:
        go.set()


def ask(turn):
    return working.ask_part(turn, at=clock.now())


def test_who_comes_to_a_part_that_is_being_asked_leaves_it_alone(anna, monkeypatch):
    query = accepted(anna, *PERSONS)
    with as_jobs():
        turn, same = turns.take(at=clock.now()), turns.take(at=clock.now())
        assert turn.part == same.part  # nobody holds it between its turn and its asking
        with held_in_the_middle(monkeypatch) as there:
            first = Thread(lambda: ask(turn))
            assert there.wait(SECONDS)
            assert ask(same) == 0
            assert turns.take(at=clock.now()) is None  # nor is it anybody's turn
            assert not working.finish(query, anna.organisation, at=clock.now())
        assert first.ended() == len(PERSONS)
        assert ask(same) == 0  # nor afterwards
        assert working.finish(query, anna.organisation, at=clock.now())
    hold_to_promises(query, PERSONS)


@pytest.mark.parametrize("part", PARTS)
def test_workers_who_get_the_same_turn_answer_each_person_once(anna, monkeypatch, part):
    monkeypatch.setattr("lookups.mass.keeping.PART", part)
    query = accepted(anna, *PERSONS)
    together, real, met = threading.Barrier(2), working.ask_part, set()
    has_its_turn = threading.Event()

    def at_the_same_moment(turn, *, at):
        if threading.get_ident() not in met:
            met.add(threading.get_ident())
            has_its_turn.set()
            together.wait(SECONDS)
        return real(turn, at=at)

    monkeypatch.setattr(working, "ask_part", at_the_same_moment)
    with as_jobs():
        both = []
        for _ in range(2):  # the second when the first has its turn: then that is the second's too
            both.append(Thread(lambda: sweeping.ask_for_a_while(clock.now())))
            assert has_its_turn.wait(SECONDS)
        assert sum(one.ended() for one in both) == len(PERSONS)
    hold_to_promises(query, PERSONS)


def test_two_who_end_a_query_at_the_same_moment_end_it_once(anna):
    query = accepted(anna, *PERSONS)
    together = threading.Barrier(2)

    def end():
        together.wait(SECONDS)
        return working.finish(query, anna.organisation, at=clock.now())

    with as_jobs():
        assert ask(turns.take(at=clock.now())) == len(PERSONS)
        both = [Thread(end) for _ in range(2)]
        assert sorted(one.ended() for one in both) == [False, True]
    hold_to_promises(query, PERSONS)


@pytest.mark.parametrize("part", PARTS)
def test_two_processes_answer_each_person_once(anna, monkeypatch, part):
    monkeypatch.setattr("lookups.mass.keeping.PART", part)
    query = accepted(anna, *PERSONS)
    workers = [started("lookups.mass.turns", "take", 1000) for _ in range(2)]
    assert [one.wait(SECONDS) for one in workers] == [0, 0]
    hold_to_promises(query, PERSONS)
