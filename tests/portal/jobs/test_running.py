"""One run at a time, what is missed is caught up, what fails or dies comes again, and no message is relied on."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from structlog.testing import capture_logs

from portal.celery import app
from portal.jobs import beating, services, tasks, timetable, work
from portal.jobs.models import How, JobState
from portal.jobs.plans import Daily, Every
from portal.jobs.timetable import Job
from portal.tenants.scope import as_jobs
from tests.portal.jobs.conftest import ended, jobs_url, looking

AT = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
NIGHTLY = Job("nightly", "Nattjobb", "tests.nightly", Daily(3, 10))
OFTEN = Job("often", "Ofta", "tests.often", Every(timedelta(seconds=30)))
HALF_A_MINUTE = timedelta(seconds=30)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def worker(db):
    """Work in the role of background work."""
    with as_jobs():
        yield


@pytest.fixture
def joined(monkeypatch):
    """Only these jobs are joined."""
    monkeypatch.setattr(timetable, "_jobs", {one.name: one for one in (NIGHTLY, OFTEN)})


class Work:
    """Work that counts its runs."""

    def __init__(self, does=lambda at: None):
        self.at, self.does = [], does

    def __call__(self, at):
        self.at.append(at)
        return self.does(at)


def test_a_run_that_went_well_is_noted_with_its_next_turn():
    done = Work(lambda _at: {"rows": 3})
    with capture_logs() as lines:
        assert services.run(NIGHTLY, done, at=AT)
    state = JobState.objects.get(pk="nightly")
    assert (state.how, state.fault) == (How.OK, "")
    assert state.began_at == AT <= state.ended_at
    assert state.next_at == datetime(2026, 11, 26, 2, 10, tzinfo=UTC)
    assert [(one["event"], one["job"], one["rows"]) for one in lines] == [("job", "nightly", 3)]


def test_what_is_not_due_is_not_run():
    done = Work()
    assert services.run(OFTEN, done, at=AT)
    assert not services.run(OFTEN, done, at=AT + HALF_A_MINUTE / 2)
    assert services.run(OFTEN, done, at=AT + HALF_A_MINUTE)
    assert done.at == [AT, AT + HALF_A_MINUTE]


def test_while_it_runs_nobody_else_runs_it_and_another_job_may():
    second, other = Work(), Work()

    def during(at):
        assert not services.run(OFTEN, second, at=at + timedelta(days=1))
        assert services.run(NIGHTLY, other, at=at)

    services.run(OFTEN, during, at=AT)
    assert second.at == []
    assert len(other.at) == 1


def test_the_claim_of_a_process_that_died_is_free(settings):
    settings.BROKER_DATABASE_URL = jobs_url()
    alone = services.alone("job")
    assert alone.__enter__() is True
    with services.alone("job") as mine:
        assert not mine
    with looking() as own:
        ended(own)
    with services.alone("job") as mine:
        assert mine
    alone.gen.close()


def test_a_fault_is_noted_by_its_kind_and_comes_again_before_the_next_night():
    def fails(_at):
        message = "198808132388 is no number"
        raise ValueError(message)

    with capture_logs() as lines:
        assert services.run(NIGHTLY, fails, at=AT)
    state = JobState.objects.get(pk="nightly")
    assert (state.how, state.fault) == (How.FAILED, "ValueError")
    assert state.next_at == AT + timetable.AGAIN
    assert "19880813" not in repr(lines)
    assert lines[0]["kind"] == "ValueError"
    assert services.run(NIGHTLY, Work(), at=state.next_at)
    assert JobState.objects.get(pk="nightly").how == How.OK


def test_a_run_that_dies_without_a_word_comes_again_but_not_at_once():
    class Killed(BaseException):
        """As kill -9: nothing after it is done."""

    def dies(_at):
        raise Killed

    with pytest.raises(Killed):
        services.run(NIGHTLY, dies, at=AT)
    state = JobState.objects.get(pk="nightly")
    assert (state.began_at, state.ended_at, state.how) == (AT, None, "")
    assert not services.run(NIGHTLY, Work(), at=AT + timedelta(minutes=1))
    assert services.run(NIGHTLY, Work(), at=AT + timetable.AGAIN)


@contextmanager
def committed(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        yield


def test_the_sweep_asks_for_what_never_ran_and_for_what_was_missed(
    joined, sent, django_capture_on_commit_callbacks
):
    with committed(django_capture_on_commit_callbacks):
        services.sweep(AT)
    assert sent == [NIGHTLY.task, OFTEN.task]
    for job in (NIGHTLY, OFTEN):
        services.run(job, Work(), at=AT)
    sent.clear()
    with committed(django_capture_on_commit_callbacks):
        services.sweep(AT + HALF_A_MINUTE / 2)
    assert sent == []
    with committed(django_capture_on_commit_callbacks):  # nobody beat for three days
        services.sweep(AT + timedelta(days=3))
    assert sent == [NIGHTLY.task, OFTEN.task]
    done = Work()
    services.run(NIGHTLY, done, at=AT + timedelta(days=3))
    assert len(done.at) == 1, "three missed nights are one run"


def test_a_broker_that_is_away_is_told_and_disturbs_nobody(
    monkeypatch, django_capture_on_commit_callbacks
):
    def away(*_args, **_options):
        message = "postgresql://secret@broker"
        raise OSError(message)

    monkeypatch.setattr(app, "send_task", away)
    with capture_logs() as lines, committed(django_capture_on_commit_callbacks):
        services.nudge("some.task")
    (line,) = lines
    assert (line["event"], line["task"], line["kind"]) == ("nudge_lost", "some.task", "OSError")
    assert "secret" not in repr(line)


def test_what_is_due_is_removed_though_its_message_was_lost(
    monkeypatch, time_machine, django_capture_on_commit_callbacks
):
    cache.clear()
    cache.set("counter", 1, timeout=60)
    time_machine.move_to(AT + timedelta(days=3650))
    lost = []
    monkeypatch.setattr(app, "send_task", lambda name, **_options: lost.append(name))
    with committed(django_capture_on_commit_callbacks):
        tasks.sweep()
    assert "portal.jobs.tasks.purge" in lost
    assert not JobState.objects.filter(pk="purge").exists(), "nobody took the message"
    # The next turn's message arrives.
    monkeypatch.setattr(app, "send_task", lambda name, **_options: app.tasks[name]())
    time_machine.shift(timedelta(seconds=15))
    with capture_logs() as lines, committed(django_capture_on_commit_callbacks):
        tasks.sweep()
    (purged,) = [one for one in lines if one.get("job") == "purge"]
    assert purged["counters"] == 1
    assert JobState.objects.get(pk="purge").how == How.OK


def test_two_beats_do_nothing_twice(monkeypatch, time_machine, django_capture_on_commit_callbacks):
    time_machine.move_to(AT, tick=False)
    runs = []
    monkeypatch.setattr(services.log, "info", lambda event, **told: runs.append(told["job"]))
    monkeypatch.setattr(app, "send_task", lambda name, **_options: app.tasks[name]())
    for _beat in range(2):
        with committed(django_capture_on_commit_callbacks):
            tasks.sweep()
        tasks.purge()  # a message of the other beat's, late
    assert runs.count("purge") == 1


def test_beat_notes_that_it_lives_and_goes_on_without_the_database(monkeypatch, time_machine):
    monkeypatch.setattr(beating, "close_old_connections", lambda: None)  # the test's own
    time_machine.move_to(AT, tick=False)
    scheduler = beating.Scheduler(app)
    assert scheduler.tick() > 0
    assert JobState.objects.get(pk="beat").ended_at == AT

    def away(**_told):
        raise OperationalError

    monkeypatch.setattr(services, "beat", away)
    with capture_logs() as lines:
        assert scheduler.tick() > 0
    assert [(one["event"], one["kind"]) for one in lines] == [
        ("beat_not_noted", "OperationalError")
    ]


def test_old_messages_that_nobody_took_are_removed():
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO celery_message (queue, body, sent_at) VALUES ('q', '{}', %s), ('q', '{}', %s)",
            [AT - services.KEPT - timedelta(seconds=1), AT],
        )
    assert services.remove_old_messages(AT) == 1


def test_a_task_without_a_job_says_so():
    @work.background
    def forgotten(at):
        """Join nothing."""

    with pytest.raises(LookupError, match="forgotten does no joined job"):
        forgotten()


def test_each_job_has_a_task_and_beats_table_names_one():
    app.loader.import_default_modules()
    wanted = {job.task for job in timetable.jobs()}
    wanted |= {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert wanted <= set(app.tasks)
    assert {"purge"} <= {job.name for job in timetable.jobs()}
