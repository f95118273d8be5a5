"""A worker killed twenty times, each at a random row: every person is answered once, every answer has its log row."""

import random
from datetime import timedelta

import pytest

from lookups.answers.model import Agency
from lookups.registers import load
from lookups.registers.making import write_extract
from lookups.registers.models import Document
from portal import clock
from portal.tenants.scope import as_jobs
from tests.faults.dying import die_at
from tests.faults.promises import hold_to_promises
from tests.lookups.mass.making import accepted, asker, member, work

pytestmark = pytest.mark.django_db(transaction=True)

KILLS, PERSONS, PART = 20, 400, 8


@pytest.fixture
def persons(tmp_path):
    """Load both agencies' extracts with a made population; return its numbers."""
    at = clock.now()
    for agency in Agency:
        path = tmp_path / f"{agency}.jsonl"
        write_extract(
            path,
            agency=agency,
            day=clock.swedish_day(at),
            persons=PERSONS,
            seed=6,
            identities="bench",
            stories=False,
            made_at=at - timedelta(hours=1),
        )
        with as_jobs():
            assert load.load(path, at=at, accept_fall=True).loaded
    with as_jobs():
        return list(Document.objects.filter(agency=Agency.FK).values_list("person", flat=True))


def test_killed_at_random_rows_twenty_times(persons, monkeypatch):
    monkeypatch.setattr("lookups.mass.keeping.PART", PART)
    rows = persons + persons[:50]  # the same again is a row of its own
    query = accepted(asker(member()), *rows)
    random_rows = random.Random(6)
    for _ in range(KILLS):
        die_at("lookups.answers.services", "make_answer", random_rows.randint(1, 2 * PART))
    work()
    hold_to_promises(query, rows)
