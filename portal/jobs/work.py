"""Makes a function a job's task: three lines in the room's tasks.py."""

from collections.abc import Callable
from typing import Any

from celery import shared_task

from portal import clock
from portal.jobs import services, timetable


def background(work: services.Work, **options: Any) -> Callable[[], bool]:
    """Return the Celery task of a function that takes a moment; decorates it.

    `options` are Celery's, such as `soft_time_limit` in seconds. What it returns is counted in the log line. The room
    joins a `timetable.Job` that names the task.
    """
    name = f"{work.__module__}.{work.__name__}"

    def task() -> bool:
        return services.run(timetable.doing(name), work, at=clock.now())

    task.__doc__ = work.__doc__
    as_task: Callable[..., Any] = shared_task(name=name, ignore_result=True, **options)
    made: Callable[[], bool] = as_task(task)
    return made
