"""Who asks a mass query dies where it hurts most: each person is answered once, and each answer has its log row."""

import pytest

from lookups.mass.models import MassQuery
from lookups.mass.states import Pause, State
from portal.tenants.scope import as_jobs
from tests.documents import ALVA, INGRID, KERSTIN, loaded_extracts
from tests.faults.dying import die_at
from tests.faults.nudging import do
from tests.faults.promises import hold_to_promises
from tests.lookups.mass.making import accepted, asker, member, work

pytestmark = pytest.mark.django_db(transaction=True)

PLACES = {
    "its turn is taken": ("lookups.mass.turns", "take"),
    "the extracts are read": ("lookups.registers.reads", "read_all"),
    "the log is written, not committed": ("portal.audit.services", "disclose_all"),
    "the answers are written, not committed": ("lookups.mass.writing", "write"),
    "a part is committed": ("lookups.mass.working", "ask_part"),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_worker_killed_loses_and_doubles_nothing(place, tmp_path, monkeypatch):
    monkeypatch.setattr("lookups.mass.keeping.PART", 2)
    loaded_extracts(tmp_path)
    persons = [ALVA, INGRID, KERSTIN, ALVA]
    query = accepted(asker(member()), *persons)
    die_at(*PLACES[place], 1)
    work()
    hold_to_promises(query, persons)


@pytest.mark.parametrize("paused", [False, True])
def test_a_query_asked_to_its_last_row_is_ended_by_the_sweep(paused, tmp_path, monkeypatch):
    monkeypatch.setattr("lookups.mass.keeping.PART", 2)
    loaded_extracts(tmp_path)
    persons = [ALVA, INGRID, KERSTIN, ALVA]
    query = accepted(asker(member()), *persons)
    die_at("lookups.mass.working", "ask_part", 2)  # all is answered, and nobody has said so
    if paused:
        with as_jobs():
            MassQuery.objects.update(state=State.PAUSED, pause=Pause.OUTAGE)
    work()
    do("lookups.mass.tasks.sweep")
    hold_to_promises(query, persons)
