"""What `/readyz` tells of background work: broker, beat, sweep, and how each job went last."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from kombu.exceptions import ChannelError

from portal.celery import app
from portal.jobs import timetable
from portal.jobs.models import JobState

BEAT_SILENT = timedelta(minutes=2)
NOBODY_TAKES = timedelta(
    minutes=15
)  # more than the longest that all processes of a worker may be busy
BROKER_SECONDS = 2
_WAITING = "SELECT count(*), min(sent_at) FROM celery_message"
_awake: list[datetime] = []  # when this process began: what is to come has its time from then


def wake(at: datetime) -> None:
    """Note when this process began."""
    _awake[:] = [at]


def broker(at: datetime) -> str:
    """Say how many messages wait. Raises LookupError when it is not reached, or nobody takes what it holds."""
    if settings.CELERY_BROKER_URL.startswith("pgnotify"):
        with connection.cursor() as cursor:
            cursor.execute(_WAITING)
            count, oldest = cursor.fetchone() or (0, None)
        if oldest is None:
            return "none wait"
        told = f"{count} wait, the oldest {_seconds(at - oldest)}"
        if at - oldest > NOBODY_TAKES:
            raise LookupError(told)
        return told
    return f"{_elsewhere()} wait"


def _elsewhere() -> int:
    """Return how many wait in a broker of its own."""
    with app.connection_for_read(connect_timeout=BROKER_SECONDS) as own:
        try:
            own.ensure_connection(max_retries=1, interval_start=0, timeout=BROKER_SECONDS)
            queue = app.conf.task_default_queue
            channel: Any = own.default_channel
            return int(channel.queue_declare(queue, passive=True).message_count)
        except ChannelError:  # no queue yet: nothing was ever sent
            return 0
        except Exception as fault:  # whatever its library raises
            message = f"not reached: {type(fault).__name__}"
            raise LookupError(message) from fault


def beat(at: datetime) -> str:
    """Say when beat was last heard. Raises LookupError when it has been silent too long."""
    return _heard(timetable.BEAT[0], at, BEAT_SILENT)


def sweep(at: datetime) -> str:
    """Say when a worker last swept. Raises LookupError when none has for too long."""
    return _heard(timetable.SWEEP.name, at, NOBODY_TAKES)


def jobs(_at: datetime) -> str:
    """Say how each job went last. One that failed is tried again; the web serves meanwhile."""
    states = {state.name: state for state in JobState.objects.all()}
    return "; ".join(f"{job.name} {_went(states.get(job.name))}" for job in timetable.jobs())


def _heard(name: str, at: datetime, most: timedelta) -> str:
    heard = JobState.objects.filter(pk=name).values_list("ended_at", flat=True).first()
    silent_since = max(filter(None, (heard, *_awake)), default=at)
    told = f"{_seconds(at - heard)} ago" if heard else "not yet"
    if at - silent_since > most:
        raise LookupError(told)
    return told


def _went(state: JobState | None) -> str:
    if state is None or state.ended_at is None:
        return "not yet"
    fault = f" ({state.fault})" if state.fault else ""
    return f"{state.how}{fault} {state.ended_at.isoformat(timespec='seconds')}"


def _seconds(passed: timedelta) -> str:
    return f"{max(0, round(passed.total_seconds()))} s"
