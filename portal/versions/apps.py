"""Joins what is known of promises, who counts calls, the jobs that tell, and where it is shown."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VersionsConfig(AppConfig):
    """The room of versions."""

    name = "portal.versions"
    label = "versions"
    verbose_name = _("versioner")

    def ready(self) -> None:
        """Join."""
        from portal import purging  # noqa: PLC0415  # rows need the models loaded
        from portal.api import calling, living  # noqa: PLC0415
        from portal.jobs import plans, timetable  # noqa: PLC0415
        from portal.shell import concerning, overview, panels  # noqa: PLC0415
        from portal.versions import counting, promises, showing, telling  # noqa: PLC0415
        from portal.versions import soundness as _checks  # noqa: F401, PLC0415

        living.promise_by(promises.last_day)
        calling.join(counting.count)
        purging.join(purging.Kept("calls of old versions", counting.remove_due))
        purging.join(purging.Kept("mails about versions", telling.remove_due))
        concerning.join(showing.banners)
        overview.join(showing.for_administrators)
        panels.join(showing.PANEL)
        for name, label, plan in (
            ("tell", _("Meddelar vilka versioner som upphör"), plans.Daily(7, 20)),
            ("mail", _("Skickar besked om versioner"), plans.Every(timedelta(minutes=1))),
        ):
            timetable.join(
                timetable.Job(f"versions-{name}", label, f"portal.versions.tasks.{name}", plan)
            )
