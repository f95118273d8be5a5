"""PostgreSQL ends in the middle of a mass query and comes back: the worker goes on, each person is answered once."""

import shutil
from contextlib import contextmanager, suppress
from functools import partial

import psycopg
import pytest
from django.core.management import call_command
from django.db import connections

from devstack import roles
from devstack.cluster import Cluster
from lookups.mass import sweeping
from lookups.mass.models import MassAnswer, MassQuery
from lookups.mass.states import State
from portal import clock
from portal.audit.models import Disclosure
from portal.env import database
from portal.tenants.roles import as_owner
from portal.tenants.scope import as_jobs
from tests.documents import ALVA, INGRID, KERSTIN, loaded_extracts
from tests.faults.nudging import BROKER, nudging_for_real
from tests.faults.promises import hold_to_promises
from tests.faults.workers import until, working
from tests.lookups.mass.making import accepted, asker, member

pytestmark = pytest.mark.django_db(transaction=True)

PERSONS = (ALVA, INGRID, KERSTIN, ALVA, INGRID, KERSTIN, ALVA)  # rows 2 to 8
SPOKEN_TO = ("HOST", "PORT", "NAME", "USER", "PASSWORD", "OPTIONS")


@pytest.fixture
def server(transactional_db, settings, tmp_path):
    """Run a durable server of the test's own, and speak to it instead of to that of all tests."""
    one = Cluster(tmp_path / "server")
    kept = {alias: {**connections[alias].settings_dict} for alias in connections}
    try:
        one.start()
        urls = one.environment()
        connections.close_all()
        for alias in connections:
            told = database(urls["DATABASE_URL"])
            connections[alias].settings_dict.update({key: told[key] for key in SPOKEN_TO})
        settings.MIGRATE_DATABASE_URL = urls["MIGRATE_DATABASE_URL"]
        settings.JOBS_DATABASE_URL = urls["JOBS_DATABASE_URL"]
        with as_owner():
            call_command("migrate", verbosity=0)
        yield one
    finally:
        connections.close_all()
        for alias, told in kept.items():
            connections[alias].settings_dict.update(told)
        one.stop()
        shutil.rmtree(one.base)


@pytest.fixture
def worker(server, settings, tmp_path):
    settings.CELERY_BROKER_URL = BROKER
    with nudging_for_real(), working(tmp_path, server.socket) as one:
        yield one


@contextmanager
def held_at(server, query, line):
    """Hold who writes the answer of a row, until the server ends: the row's place is taken, and not committed."""
    with suppress(psycopg.OperationalError), superuser(server) as own:
        own.execute("BEGIN")
        own.execute(
            'INSERT INTO mass_massanswer (organisation_id, query_id, line, kind, own, "case", same_as, person)'
            " SELECT organisation_id, id, %s, 'samma', '', '', 1, '' FROM mass_massquery WHERE id = %s",
            [line, query],
        )
        yield


def superuser(server):
    return psycopg.connect(host=str(server.socket), user="postgres", dbname=roles.NAME)


def somebody_waits(server) -> bool:
    with superuser(server) as own:
        waiting = own.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return waiting.fetchone()[0] > 0


def stopped(server):
    server.stop()


def killed(server):
    server.server.kill()
    server.server.wait()


def sweep():
    """Wake the workers, as each sweep does."""
    with as_jobs():
        sweeping.sweep(clock.now())


def answered(query) -> int:
    with as_jobs():
        count = MassAnswer.objects.filter(query_id=query).count()
        logged = Disclosure.objects.filter(request_id=MassQuery.objects.get(pk=query).request_id)
        assert logged.count() == len(set(PERSONS[:count]))
    return count


def is_done(query) -> bool:
    with as_jobs():
        return MassQuery.objects.filter(pk=query, state=State.DONE).exists()


def test_a_query_goes_on_after_a_server_that_ended_in_the_middle_of_it(
    server, worker, tmp_path, monkeypatch
):
    monkeypatch.setattr("lookups.mass.keeping.PART", 2)
    (tmp_path / "extracts").mkdir()
    loaded_extracts(tmp_path / "extracts")
    anna = asker(member())
    for end in (stopped, killed):
        query = accepted(anna, *PERSONS)
        with held_at(server, query, line=4):
            sweep()
            until(lambda: somebody_waits(server))
            assert answered(query) == 2  # a part is committed; the next is written alone
            end(server)
        connections.close_all()
        server.start()
        sweep()
        until(partial(is_done, query))
        hold_to_promises(query, PERSONS)
        assert worker.process.poll() is None, "it is the same worker"
    assert worker.said("plain") == []
