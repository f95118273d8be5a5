"""The Celery application: its beat table, and its log lines, which are ours and name no argument.

`celery -q -A portal.celery worker`, `celery -q -A portal.celery beat`; settings are those of `portal/background.py`.
"""

import gc
import os
from typing import Any

import structlog
from celery import Celery, signals
from kombu.transport import TRANSPORT_ALIASES

from portal.traces import places

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
TRANSPORT_ALIASES["pgnotify"] = "portal.pgbroker:Transport"
SWEEP_SECONDS = 15
BEHIND = 5  # of 19: how far a worker stands behind the web for processor time

log = structlog.get_logger()
app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# The whole table. When each job is due its room says (portal.jobs.timetable); the sweep sends what is. So a beat that
# was away catches up, two beats do nothing twice, and a lost message costs one turn.
app.conf.beat_schedule = {
    "sweep": {
        "task": "portal.jobs.tasks.sweep",
        "schedule": SWEEP_SECONDS,
        "options": {"expires": SWEEP_SECONDS},  # the next one does its work
    }
}


@signals.setup_logging.connect
def _leave_logging(**_told: Any) -> None:
    """Keep the lines of `portal.loglines`: Celery sets none up when somebody hears this."""


@signals.worker_process_init.connect
def calm(**_told: Any) -> None:
    """Let who waits for a page go first on this machine; look for garbage seldom, and never among the modules.

    All objects of a mass query's part stay until it is written: they were looked through over and over, a third of
    its time. Once in a process: each call goes further back.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    os.nice(BEHIND)


@signals.worker_ready.connect
def _worker_ready(**_told: Any) -> None:
    log.info("worker_ready")


@signals.beat_init.connect
def _beat_ready(**_told: Any) -> None:
    log.info("beat_ready")


@signals.task_failure.connect
def _task_failed(sender: Any = None, exception: BaseException | None = None, **_told: Any) -> None:
    """Say which task and which kind of fault; the fault's own words may quote a value."""
    log.error(
        "task_failed",
        task=getattr(sender, "name", ""),
        kind=type(exception).__name__,
        where=places(exception) if exception else [],
    )
