"""Which jobs there are and when each is due: rooms join with theirs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.jobs.plans import Every, Plan

AGAIN = timedelta(minutes=10)  # after a run that failed, or that died without a word


@dataclass(frozen=True, slots=True)
class Job:
    """Work that comes again: its name, what it is called on pages, the task that does it (dotted), its plan."""

    name: str
    label: str | Promise
    task: str
    plan: Plan

    def after(self, at: datetime) -> datetime:
        """Return when it is due again after a run that went well."""
        return self.plan.after(at)

    def again(self, at: datetime) -> datetime:
        """Return when it is due again if nobody says that it went well."""
        return min(self.plan.after(at), at + AGAIN)


# Sent by beat itself; it sends the others.
SWEEP = Job(
    "sweep", _("Letar efter jobb att göra"), "portal.jobs.tasks.sweep", Every(timedelta(seconds=5))
)
BEAT = ("beat", _("Klockan går"))  # no job: its row says that beat lives
_jobs: dict[str, Job] = {}


def join(job: Job) -> None:
    """Take a room's job; called in its AppConfig.ready(). One name is one room's."""
    _jobs[job.name] = job


def jobs() -> Sequence[Job]:
    """Return the joined jobs, by name."""
    return sorted(_jobs.values(), key=lambda job: job.name)


def label(name: str) -> str | Promise:
    """Return what a row of that name is called on pages; a job that is no longer joined keeps its name."""
    labels = dict([BEAT, *((job.name, job.label) for job in (SWEEP, *jobs()))])
    return labels.get(name, name)


def doing(task: str) -> Job:
    """Return the job that a task does. Raises LookupError when no room has joined with it."""
    for job in (SWEEP, *_jobs.values()):
        if job.task == task:
            return job
    message = f"{task} does no joined job"
    raise LookupError(message)
