"""Who registers while a load comes is told of it, or begins after it: nothing is lost between the two, nor doubled."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connections

from lookups.answers.model import Agency
from lookups.changes import turns
from lookups.registers import load
from portal import clock
from portal.access.again import asker_again
from portal.gates.services import Call
from portal.tenants.scope import as_jobs
from subscriptions.subscribing import placing, services
from subscriptions.subscribing.model import Wanted
from tests.faults.dying import SECONDS
from tests.lookups.registers import extracts as ex
from tests.subscriptions.making import member, notify, subscribe, told

pytestmark = pytest.mark.django_db(transaction=True)
AMINA = ex.AMINA


def load_file(folder, amount: int):
    report = load.load(
        ex.write(folder, Agency.FK, [ex.fk(AMINA, **ex.sickness(amount))], made=clock.now()),
        at=clock.now(),
        accept_fall=True,
    )
    assert report.loaded, report.reason


def register(by):
    asker = asker_again(by.organisation_id, user=by.user_id)
    now = clock.now()
    until = clock.swedish_day(now) + timedelta(days=30)
    wanted = Wanted(identity=AMINA, purpose="bistand", case="EB-1", until=until)
    call = Call(at=now, request_id=uuid4())
    made, _ = services.register_or_change(asker, uuid4(), wanted, call=call)
    return made


def stopped_at(monkeypatch, room, name, *, after: bool):
    """Let the first call of `name` wait for a word, before or after it is done; return (it has come, the word)."""
    come, word = threading.Event(), threading.Event()
    real = getattr(room, name)

    def slow(*args, **more):
        if come.is_set():
            return real(*args, **more)
        made = real(*args, **more) if after else None
        come.set()
        assert word.wait(SECONDS)
        return made if after else real(*args, **more)

    monkeypatch.setattr(room, name, slow)
    return come, word


def begun(work) -> threading.Thread:
    def do():
        try:
            work()
        finally:
            connections.close_all()

    made = threading.Thread(target=do, daemon=True)
    made.start()
    return made


def kinds(by) -> list[str]:
    return [one.kind for one in told(by)]


def test_who_has_begun_and_not_committed_is_told_of_the_load(tmp_path, monkeypatch):
    anna, bo = member(), member()
    subscribe(bo, AMINA)  # of whom a batch is told anyway
    with as_jobs():
        load_file(tmp_path, 100)
        notify()
        come, word = stopped_at(monkeypatch, turns, "follow", after=True)
        registering = begun(lambda: register(anna))
        assert come.wait(SECONDS)
        loading = begun(lambda: load_file(tmp_path, 101))
        loading.join(2)
        assert loading.is_alive()  # its last act waits
        notify()
        word.set()
        for one in (registering, loading):
            one.join(SECONDS)
        assert notify() == 2
        assert notify() == 0
    assert kinds(anna) == ["ANDRAT_BESLUT"]


def test_who_was_overtaken_by_a_load_begins_after_it(tmp_path, monkeypatch):
    anna, bo = member(), member()
    subscribe(bo, AMINA)
    with as_jobs():
        load_file(tmp_path, 100)
        notify()
        come, word = stopped_at(monkeypatch, placing, "lock", after=False)
        made = []
        registering = begun(lambda: made.append(register(anna)))
        assert come.wait(SECONDS)
        asked = clock.now()
        load_file(tmp_path, 101)
        assert notify() == 1
        word.set()
        registering.join(SECONDS)
        assert made[0].created_at > asked
        assert notify() == 0
        load_file(tmp_path, 102)
        assert notify() == 2
    assert kinds(anna) == ["ANDRAT_BESLUT"]


def test_who_registers_while_a_load_reads_is_told_of_it(tmp_path, monkeypatch):
    anna = member()
    with as_jobs():
        load_file(tmp_path, 100)
        come, word = stopped_at(monkeypatch, turns, "arrive", after=False)
        loading = begun(lambda: load_file(tmp_path, 101))
        assert come.wait(SECONDS)
        register(anna)
        word.set()
        loading.join(SECONDS)
        assert notify() == 1
    assert kinds(anna) == ["ANDRAT_BESLUT"]
