"""Who asks a mass query dies where it hurts most: each person is answered once, and each answer has its log row."""

import os
import signal
import subprocess
import sys
from collections import Counter

import pytest
from django.conf import settings
from django.db import connections

from lookups.mass.models import MassAnswer, MassPart, MassQuery
from lookups.mass.states import State
from portal.audit.models import Disclosure
from portal.tenants.scope import as_jobs
from tests.documents import ALVA, INGRID, KERSTIN, loaded_extracts
from tests.lookups.mass.making import accepted, asker, member, work

pytestmark = pytest.mark.django_db(transaction=True)

# A worker that dies when it has called `place` so many times.
WORKER = """
import os, signal, sys
import django
django.setup()
from importlib import import_module
from django.conf import settings
from django.db import connections
database, module, name, times = sys.argv[1:]
for alias in connections:
    connections[alias].settings_dict["NAME"] = database
from lookups.mass import keeping, sweeping
from portal import clock
from portal.tenants.scope import as_jobs
owner = import_module(module)
*way, last = name.split(".")
for one in way:
    owner = getattr(owner, one)
real, left = getattr(owner, last), [int(times)]
def call(*args, **more):
    told = real(*args, **more)
    left[0] -= 1
    if not left[0]:
        os.kill(os.getpid(), signal.SIGKILL)
    return told
setattr(owner, last, call)
with as_jobs():
    sweeping.ask_for_a_while(clock.now())
"""
PLACES = {
    "its turn is taken": ("lookups.mass.turns", "take"),
    "the extracts are read": ("lookups.registers.reads", "read_all"),
    "the log is written, not committed": ("portal.audit.services", "disclose_all"),
    "the answers are written, not committed": (
        "lookups.mass.models",
        "MassAnswer.objects.bulk_create",
    ),
    "a part is committed": ("lookups.mass.working", "ask_part"),
}


def die_at(module: str, name: str, times: int) -> None:
    """Run a worker until it kills itself."""
    told = subprocess.run(
        [sys.executable, "-c", WORKER, _database(), module, name, str(times)],
        cwd=settings.BASE_DIR,
        env=os.environ,
        check=False,
        timeout=60,
    )
    assert told.returncode == -signal.SIGKILL


def _database() -> str:
    return str(connections["default"].settings_dict["NAME"])


def hold_to_promises(query, persons) -> None:
    """Check that each row is answered once, and that what was told and what was logged are the same."""
    with as_jobs():
        row = MassQuery.objects.get(pk=query)
        assert row.state == State.DONE
        answers = list(MassAnswer.objects.filter(query_id=query))
        logged = set(Disclosure.objects.values_list("pk", flat=True))
        asked = Counter(Disclosure.objects.values_list("person", flat=True))
        assert not MassPart.objects.filter(query_id=query, done=False).exists()
    assert len(answers) == len(persons)
    assert {one.disclosure for one in answers if one.disclosure} == logged
    assert asked == Counter(set(persons))


@pytest.mark.parametrize("place", PLACES)
def test_a_worker_killed_loses_and_doubles_nothing(place, tmp_path, monkeypatch):
    monkeypatch.setattr("lookups.mass.keeping.PART", 2)
    loaded_extracts(tmp_path)
    persons = [ALVA, INGRID, KERSTIN, ALVA]
    query = accepted(asker(member()), *persons)
    die_at(*PLACES[place], 1)
    work()
    hold_to_promises(query, persons)


def test_two_workers_at_once_answer_each_person_once(tmp_path, monkeypatch):
    monkeypatch.setattr("lookups.mass.keeping.PART", 1)
    loaded_extracts(tmp_path)
    persons = [ALVA, INGRID, KERSTIN]
    query = accepted(asker(member()), *persons)
    words = [_database(), "lookups.mass.turns", "take", "1000"]
    workers = [
        subprocess.Popen([sys.executable, "-c", WORKER, *words], cwd=settings.BASE_DIR)
        for _ in range(2)
    ]
    assert [one.wait(60) for one in workers] == [0, 0]
    hold_to_promises(query, persons)
