"""Joins what is purged, and the timetable with checks, mails and windows."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StatusConfig(AppConfig):
    """The room of windows and incidents."""

    name = "portal.status"
    label = "status"
    verbose_name = _("driftinformation")

    def ready(self) -> None:
        """Join."""
        from datetime import timedelta  # noqa: PLC0415  # beside what it is for

        from portal import probes, purging  # noqa: PLC0415  # rows need the models loaded
        from portal.jobs import health, timetable  # noqa: PLC0415
        from portal.jobs.plans import Daily, Every  # noqa: PLC0415
        from portal.organisations.models import Service  # noqa: PLC0415
        from portal.status import counting, mailing, probing  # noqa: PLC0415

        purging.join(purging.Kept("announcements", mailing.remove_due))
        purging.join(purging.Kept("probes", counting.remove_due))
        for check in (health.broker, health.sweep):  # what is asked in one and answered later
            probing.join(probes.Probe(check.__name__, check), Service.MASS, Service.LEKA)
        for name, label, plan in (
            ("probe", _("Kontrollerar tjänsterna"), Every(timedelta(minutes=1))),
            ("mail", _("Skickar driftinformation"), Every(timedelta(minutes=1))),
            ("copy", _("Kopierar driftinformationen"), Every(timedelta(minutes=1))),
            ("lay_out", _("Lägger ut servicefönster"), Daily(4, 20)),
        ):
            timetable.join(
                timetable.Job(f"status-{name}", label, f"portal.status.tasks.{name}", plan)
            )
