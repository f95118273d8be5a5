"""One run of a job at a time, whoever asks for it and how often; what is due is found by its row."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial

import structlog
from django.db import connection, transaction

from portal import direct
from portal.celery import app
from portal.jobs import timetable
from portal.jobs.models import How, JobState
from portal.jobs.timetable import Job
from portal.traces import places

Work = Callable[[datetime], Mapping[str, int] | None]
NUDGE_SECONDS = 60  # an older message is dropped: the sweep has sent another
KEPT = timedelta(days=1)  # messages that nobody took
_LOCKS = 74_001  # the family of advisory locks that jobs take

log = structlog.get_logger()


@contextmanager
def alone(name: str) -> Iterator[bool]:
    """Give whether nobody else holds this name, in any process; held until the block ends or its connection dies."""
    with direct.connect() as own:
        row = own.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s))", [_LOCKS, name])
        (mine,) = row.fetchone() or (False,)
        yield bool(mine)


def run(job: Job, work: Work, *, at: datetime) -> bool:
    """Do a job's work if it is due and nobody does it; return whether this call did. A fault is noted, not raised.

    A run that dies without a word is due again after `timetable.AGAIN` at the latest: its lock died with it.
    """
    with alone(job.name) as mine:
        state = JobState.objects.filter(pk=job.name).first() if mine else None
        if not mine or (state and state.next_at and state.next_at > at):
            return False
        JobState.objects.update_or_create(
            name=job.name, defaults={"began_at": at, "next_at": job.again(at)}
        )
        began = time.monotonic()
        try:
            told = work(at)
        except Exception as fault:  # noqa: BLE001  # whatever it is, the row tells and the sweep tries again
            if not connection.in_atomic_block:
                connection.close_if_unusable_or_obsolete()  # one that the fault broke
            kind, where = type(fault).__name__, places(fault)
            log.error("job_failed", job=job.name, kind=kind, where=where)  # noqa: TRY400  # no traceback with values
            ended: dict[str, object] = {"how": How.FAILED, "fault": kind}
        else:
            if told:
                log.info("job", job=job.name, **told)
            ended = {"how": How.OK, "fault": "", "next_at": job.after(at)}
        # Time is an argument: the end is the beginning and what it took.
        ended["ended_at"] = at + timedelta(seconds=time.monotonic() - began)
        JobState.objects.filter(pk=job.name).update(**ended)
    return True


def beat(*, at: datetime) -> None:
    """Note that beat lives."""
    JobState.objects.update_or_create(
        name=timetable.BEAT[0], defaults={"began_at": at, "ended_at": at, "how": How.OK}
    )


def sweep(at: datetime) -> None:
    """Ask for every job that is due: never run, missed while nobody beat, or its message lost."""
    planned = dict(JobState.objects.values_list("name", "next_at"))
    for job in timetable.jobs():
        when = planned.get(job.name)
        if when is None or when <= at:
            nudge(job.task)


def nudge(task: str) -> None:
    """Ask for a task, by its dotted name, once what is written here is committed. The broker may be away."""
    transaction.on_commit(partial(_send, task), robust=True)


def _send(task: str) -> None:
    try:
        app.send_task(task, expires=NUDGE_SECONDS, retry=False)
    except Exception as fault:  # noqa: BLE001  # whatever the broker's library raises: the sweep finds what is due
        log.warning("nudge_lost", task=task, kind=type(fault).__name__)


def remove_old_messages(at: datetime) -> int:
    """Remove the messages on PostgreSQL that nobody took for a day; return how many."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM celery_message WHERE sent_at < %s", [at - KEPT])
        removed: int = cursor.rowcount
    return removed
