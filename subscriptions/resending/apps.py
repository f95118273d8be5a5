"""Joins the job that carries orders out, and what is removed after its time."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResendingConfig(AppConfig):
    """The room of sending again."""

    name = "subscriptions.resending"
    label = "resending"
    verbose_name = _("omsändning")

    def ready(self) -> None:
        """Join the job and the purge."""
        from portal import purging  # noqa: PLC0415  # not before the apps stand
        from portal.jobs import plans, timetable  # noqa: PLC0415
        from subscriptions.resending import keeping  # noqa: PLC0415

        timetable.join(
            timetable.Job(
                "resending",
                _("Skickar igen det som har beställts"),
                "subscriptions.resending.tasks.send_again",
                plans.Every(timedelta(seconds=15)),
            )
        )
        purging.join(purging.Kept("orders to send again", keeping.forget))
