"""A load beside others: askers see the old extract until the new one stands; one load of an agency works at a time."""

import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta

import psycopg
import pytest
from django.conf import settings
from django.db import connection, connections

from lookups.registers import compare, ledger, load
from lookups.registers.faults import No
from lookups.registers.models import Extract, LoadState
from portal.tenants.scope import as_jobs
from tests.lookups.registers import extracts as ex
from tests.lookups.registers.extracts import ALVA, AT, FK, KERSTIN, PM

pytestmark = pytest.mark.django_db(transaction=True)


AMOUNT = """
SELECT document #>> '{formansinformation,sjukpenningarende,0,beslut,0,ersattningsdagar,0,ersattningsbelopp,summa}'
FROM registers_document WHERE person = %s"""


@pytest.fixture
def other():
    """Another process of the portal, which acts for an organisation."""
    told = connections["default"].settings_dict
    with psycopg.connect(
        host=told["HOST"],
        port=told["PORT"] or None,
        dbname=told["NAME"],
        user=told["USER"],
        password=told["PASSWORD"],
        options=told["OPTIONS"].get("options", ""),
        autocommit=True,
    ) as other:
        other.execute("SELECT set_config('app.organisation', '1', false)")
        yield other


@pytest.fixture
def asks(other):
    """Return what it reads: an amount of Alva's, and the current extract."""
    return lambda: (
        other.execute(AMOUNT, [ALVA]).fetchone(),
        other.execute("SELECT made_at, state FROM registers_extract WHERE current").fetchone(),
    )


def test_the_old_extract_is_told_until_the_new_one_stands_whole(tmp_path, monkeypatch, asks):
    ex.loaded(tmp_path, FK, [ex.fk(ALVA, **ex.sickness(800))], made=ex.day(24))
    old = (("800",), (ex.day(24), "loaded"))
    seen = []
    apply = compare.Comparison.apply

    def watched(self, **more):
        seen.append(asks())
        apply(self, **more)
        seen.append(asks())

    monkeypatch.setattr(compare.Comparison, "apply", watched)
    ex.loaded(tmp_path, FK, [ex.fk(ALVA, **ex.sickness(900)), ex.fk(KERSTIN)])
    assert seen == [old, old]
    assert asks() == (("900",), (ex.day(25), "loaded"))


def beside(path):
    """Load a file in another connection meanwhile; return what came of it."""
    told = []

    def work():
        try:
            told.append(load.load(path, at=AT))
        finally:
            connection.close()

    other = threading.Thread(target=work)
    other.start()
    other.join(timeout=30)
    return told[0]


@pytest.mark.parametrize(("agency", "loaded"), [(FK, False), (PM, True)])
def test_one_load_of_an_agency_works_at_a_time(tmp_path, monkeypatch, agency, loaded):
    make = ex.fk if agency is FK else ex.pm
    path = ex.write(tmp_path, agency, [make(KERSTIN)], made=ex.day(25) + ex.hours(1))
    told: list = []
    counts = compare.Comparison.counts

    def meanwhile(self, **more):
        if not told:
            monkeypatch.setattr(compare.Comparison, "counts", counts)
            told.append(beside(path))
        return counts(self, **more)

    monkeypatch.setattr(compare.Comparison, "counts", meanwhile)
    first = ex.loaded(tmp_path, FK, [ex.fk(ALVA)])
    assert first.new == 1
    assert (told[0].loaded, told[0].reason) == (loaded, "" if loaded else No.BUSY)
    with as_jobs():
        states = {one.pk: one.state for one in Extract.objects.all()}
    assert states == {
        first.extract: LoadState.LOADED,
        told[0].extract: LoadState.LOADED if loaded else LoadState.REFUSED,
    }


KILLED = """
import django; django.setup()
import os, signal, sys
from pathlib import Path
from lookups.registers import compare, ledger, load
from tests.lookups.registers.extracts import AT
from portal.tenants.scope import as_jobs
from django.db import connections
connections["default"].settings_dict["NAME"] = sys.argv[2]
apply = compare.Comparison.apply
def die(self, **more):
    apply(self, **more)
    os.kill(os.getpid(), signal.SIGKILL)
compare.Comparison.apply = die
with as_jobs():
    load.load(Path(sys.argv[1]), at=AT)
"""


def test_a_load_that_is_killed_leaves_the_old_extract_and_the_next_one_works(tmp_path, asks, other):
    ex.loaded(tmp_path, FK, [ex.fk(ALVA, **ex.sickness(800))], made=ex.day(23))
    path = ex.write(
        tmp_path, FK, [ex.fk(ALVA, **ex.sickness(850)), ex.fk(KERSTIN)], made=ex.day(24)
    )
    name = connections["default"].settings_dict["NAME"]
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(path), name],
        cwd=settings.BASE_DIR,
        env=os.environ,
        check=False,
        timeout=60,
    )
    assert killed.returncode == -signal.SIGKILL
    while other.execute("SELECT 1 FROM pg_locks WHERE locktype = 'advisory'").fetchone():
        pass  # the server's end of it has not yet heard
    assert asks() == (("800",), (ex.day(23), "loaded"))
    with as_jobs():
        assert Extract.objects.filter(state=LoadState.LOADING).count() == 1
    ex.loaded(tmp_path, FK, [ex.fk(ALVA, **ex.sickness(900))])
    assert asks()[0] == ("900",)
    with as_jobs():
        assert list(
            Extract.objects.filter(state=LoadState.REFUSED).values_list("reason", flat=True)
        ) == [No.STOPPED]


def test_what_a_dead_load_left_is_closed_and_a_living_one_is_left(other):
    with as_jobs():
        Extract.objects.create(
            agency=FK, sort="full", made_at=AT, state=LoadState.LOADING, started_at=AT
        )
        soon, later = AT + timedelta(minutes=9), AT + timedelta(minutes=11)
        assert ledger.close_dead(at=soon) == 0  # it may be about to take its lock
        other.execute("SELECT pg_advisory_lock(7350, 0)")
        assert ledger.close_dead(at=later) == 0  # it lives
        other.execute("SELECT pg_advisory_unlock_all()")
        assert ledger.close_dead(at=later) == 1
        (row,) = Extract.objects.all()
        assert (row.state, row.reason, row.finished_at) == (
            LoadState.REFUSED,
            No.STOPPED,
            later,
        )
