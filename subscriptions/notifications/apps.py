"""Joins the job that tells what is due."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    """The room of notifications."""

    name = "subscriptions.notifications"
    label = "notifications"
    verbose_name = _("aviseringar")

    def ready(self) -> None:
        """Join the job."""
        from portal.jobs import plans, timetable  # noqa: PLC0415  # not before the apps stand

        timetable.join(
            timetable.Job(
                "notifications",
                _("Aviserar det som har ändrats"),
                "subscriptions.notifications.tasks.notify",
                plans.Every(timedelta(seconds=15)),
            )
        )
