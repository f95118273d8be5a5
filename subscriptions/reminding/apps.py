"""Joins the jobs that remind, what is purged, and where it is shown."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RemindingConfig(AppConfig):
    """The room of reminding."""

    name = "subscriptions.reminding"
    label = "reminding"
    verbose_name = _("påminnelser")

    def ready(self) -> None:
        """Join."""
        from portal import purging  # noqa: PLC0415  # not before the apps stand
        from portal.jobs import plans, timetable  # noqa: PLC0415
        from portal.shell import overview, panels  # noqa: PLC0415
        from subscriptions.notifications import notices  # noqa: PLC0415
        from subscriptions.reminding import mailing, showing  # noqa: PLC0415
        from subscriptions.reminding.start import PANEL  # noqa: PLC0415

        purging.join(purging.Kept("reminding mails", mailing.remove_due))
        panels.join(PANEL)
        overview.join(showing.for_administrators)
        notices.join(showing.notice)
        for name, label, plan in (
            ("look", _("Letar efter aviseringar som ingen har tagit emot"), plans.Daily(6, 50)),
            ("digest", _("Sammanställer olästa aviseringar"), plans.Daily(7, 0)),
            ("mail", _("Skickar påminnelser"), plans.Every(timedelta(minutes=1))),
        ):
            timetable.join(
                timetable.Job(
                    f"reminding-{name}", label, f"subscriptions.reminding.tasks.{name}", plan
                )
            )
