"""Joins the job that tells what is due, the navigation, the start page, and what is opened of mass queries."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    """The room of notifications."""

    name = "subscriptions.notifications"
    label = "notifications"
    verbose_name = _("aviseringar")

    def ready(self) -> None:
        """Join the job, the navigation and the start page."""
        from lookups.mass import finished  # noqa: PLC0415
        from lookups.online import ways_back  # noqa: PLC0415
        from portal.access.askers import Role  # noqa: PLC0415  # not before the apps stand
        from portal.jobs import plans, timetable  # noqa: PLC0415
        from portal.shell import navigation, panels  # noqa: PLC0415
        from subscriptions.notifications import inbox, mass_caring, team_start, ways  # noqa: PLC0415
        from subscriptions.notifications.start import PANEL  # noqa: PLC0415

        navigation.join(
            navigation.Item(
                label=_("Aviseringar"),
                name="notifications:list",
                order=50,
                visible=navigation.only(Role.CASEWORKER),
                unread=inbox.waiting,
            )
        )
        panels.join(PANEL)
        panels.join(team_start.PANEL)
        ways_back.join(ways.KIND, ways.found)
        finished.join(mass_caring.note_opened)
        timetable.join(
            timetable.Job(
                "notifications",
                _("Aviserar det som har ändrats"),
                "subscriptions.notifications.tasks.notify",
                plans.Every(timedelta(seconds=15)),
            )
        )
