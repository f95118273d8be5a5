"""A real worker on the broker of PostgreSQL: it does what is nudged, and outlives a server that goes and comes back."""

import time
from pathlib import Path

import pytest
from django.db import connections

from portal.jobs import services
from portal.jobs.models import How, JobState
from portal.tenants.scope import as_jobs
from tests.faults.nudging import BROKER, nudging_for_real
from tests.faults.workers import until, working


@pytest.fixture
def worker(transactional_db, settings, tmp_path):
    settings.CELERY_BROKER_URL = BROKER
    with working(tmp_path, Path(connections["default"].settings_dict["HOST"])) as one:
        yield one


@pytest.fixture
def nudge():
    """Ask for the purge as the web does, and return how long its row then took to tell of it."""

    def ask():
        with as_jobs():
            JobState.objects.filter(pk="purge").delete()
        began = time.monotonic()
        services.nudge("portal.jobs.tasks.purge")
        until(lambda: JobState.objects.filter(pk="purge", how=How.OK).exists())
        return time.monotonic() - began

    with nudging_for_real():
        yield ask


def test_a_worker_does_what_is_nudged_and_outlives_a_server_that_goes_and_comes_back(worker, nudge):
    nudge()
    before = worker.process.pid
    worker.cut()
    until(lambda: [one for one in worker.said("background") if one["logger"].endswith("consumer")])
    lost = len(worker.lines)
    time.sleep(3)  # the time it is away
    assert worker.process.poll() is None
    assert len(worker.lines) - lost < 6, "it waits between its tries"
    worker.mend()
    nudge()
    assert worker.process.pid == before
    assert worker.said("plain") == []
    assert worker.said("job_failed") == worker.said("task_failed") == []
