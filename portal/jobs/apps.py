"""Joins health with broker, beat and jobs, purge with old messages, and the timetable with the nightly purge."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """The room of background jobs."""

    name = "portal.jobs"
    label = "jobs"
    verbose_name = _("bakgrundsjobb")

    def ready(self) -> None:
        """Join, and note when this process began."""
        from portal import clock, probes, purging  # noqa: PLC0415  # rows need the models loaded
        from portal.jobs import health, services, timetable  # noqa: PLC0415
        from portal.jobs.plans import Daily  # noqa: PLC0415

        health.wake(clock.now())
        for check in (health.broker, health.beat, health.sweep, health.jobs):
            probes.join(probes.Probe(check.__name__, check))
        purging.join(purging.Kept("messages", services.remove_old_messages))
        timetable.join(
            timetable.Job("purge", _("Gallring"), "portal.jobs.tasks.purge", Daily(3, 10))
        )
