"""What `/readyz` tells of background work, and what of it makes the portal not ready."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from portal import clock, probes
from portal.celery import app
from portal.jobs import health, timetable
from portal.jobs.models import How, JobState
from portal.jobs.plans import Daily
from portal.jobs.timetable import Job
from portal.tenants.scope import as_jobs

AT = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
NOW, SOON, LONG = timedelta(0), timedelta(seconds=90), timedelta(hours=1)
OURS = ("broker", "beat", "sweep", "jobs")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def only_ours(monkeypatch):
    """No other room is asked, and the process has been awake for long."""
    ours = [one for one in probes.joined() if one.name in OURS]
    monkeypatch.setattr(probes, "_probes", ours)
    monkeypatch.setattr(health, "_awake", [AT - LONG])


@pytest.fixture(autouse=True)
def on_postgresql(settings):
    settings.CELERY_BROKER_URL = "pgnotify://postgresql"


def heard(name, ago, at=AT):
    with as_jobs():
        JobState.objects.update_or_create(name=name, defaults={"ended_at": at - ago})


def waits(ago, at=AT):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO celery_message (queue, body, sent_at) VALUES ('background', '{}', %s)",
            [at - ago],
        )


def test_all_that_is_told_is_in_the_answer(client, monkeypatch):
    now = clock.now()
    monkeypatch.setattr(health, "_awake", [now])
    heard("beat", NOW, now)
    heard("sweep", NOW, now)
    waits(NOW, now)
    answer = client.get("/readyz")
    assert answer.status_code == 200
    checks = answer.json()["checks"]
    assert set(checks) == {"database", "migrations", *OURS}
    assert checks["broker"]["says"].startswith("1 wait, the oldest ")
    assert checks["jobs"]["says"] == "; ".join(f"{job.name} not yet" for job in timetable.jobs())


@pytest.mark.parametrize("check", [health.beat, health.sweep])
def test_just_after_the_start_nothing_has_to_have_come(check, monkeypatch):
    monkeypatch.setattr(health, "_awake", [AT - SOON])
    assert check(AT) == "not yet"
    heard(check.__name__, timedelta(days=1))  # the last of yesterday's
    assert check(AT) == "86400 s ago"


@pytest.mark.parametrize("check", [health.beat, health.sweep])
def test_what_came_lately_is_told(check):
    heard(check.__name__, SOON)
    assert check(AT) == "90 s ago"


@pytest.mark.parametrize(("check", "most"), [("beat", 120), ("sweep", 900)])
def test_a_silence_that_is_too_long_is_not_ready(check, most):
    with pytest.raises(LookupError, match="not yet"):
        getattr(health, check)(AT)
    heard(check, timedelta(seconds=most))
    assert getattr(health, check)(AT) == f"{most} s ago"
    heard(check, timedelta(seconds=most + 1))
    with pytest.raises(LookupError, match=f"{most + 1} s ago"):
        getattr(health, check)(AT)


def test_a_silent_beat_is_503_and_the_others_are_still_told(client):
    answer = client.get("/readyz")
    assert answer.status_code == 503
    checks = answer.json()["checks"]
    assert checks["beat"] == {"ok": False, "says": "not yet"}
    assert checks["broker"] == {"ok": True, "says": "none wait"}
    assert checks["jobs"]["ok"]


def test_messages_that_nobody_takes_are_not_ready():
    assert health.broker(AT) == "none wait"
    waits(SOON)
    waits(NOW)
    assert health.broker(AT) == "2 wait, the oldest 90 s"
    waits(LONG)
    with pytest.raises(LookupError, match="3 wait, the oldest 3600 s"):
        health.broker(AT)


def test_how_each_job_went_is_told_and_a_failed_one_does_not_stop_the_web(monkeypatch):
    joined = {
        name: Job(name, name, f"tests.{name}", Daily(3, 10)) for name in ("failed", "never", "well")
    }
    monkeypatch.setattr(timetable, "_jobs", joined)
    with as_jobs():
        JobState.objects.create(name="well", ended_at=AT, how=How.OK)
        JobState.objects.create(name="failed", ended_at=AT, how=How.FAILED, fault="ValueError")
    assert health.jobs(AT) == (
        "failed failed (ValueError) 2026-11-25T12:00:00+00:00; never not yet;"
        " well ok 2026-11-25T12:00:00+00:00"
    )


@pytest.fixture
def elsewhere(settings):
    """The broker is not PostgreSQL; as long as a test lasts, Celery's own is it."""

    def at(url):
        settings.CELERY_BROKER_URL = url
        app.conf.broker_read_url = url

    yield at
    app.conf.broker_read_url = None


def test_a_broker_of_its_own_tells_how_many_wait(elsewhere):
    elsewhere("memory://")
    with app.connection_for_write() as own:
        queue = app.amqp.queues[app.conf.task_default_queue](own.default_channel)
        queue.queue_declare()
        queue.purge()
        assert health.broker(AT) == "0 wait"
        with own.Producer() as producer:
            producer.publish({}, routing_key=app.conf.task_default_queue)
        assert health.broker(AT) == "1 wait"
        queue.purge()


def test_a_broker_of_its_own_that_is_away_is_not_ready(elsewhere, tmp_path):
    elsewhere(f"redis+socket://{tmp_path}/gone")
    with pytest.raises(LookupError, match="not reached: "):
        health.broker(AT)
