"""Joins health, the jobs and the status page; announces nothing: changes are rows, written by the load itself."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistersConfig(AppConfig):
    """The room of extracts."""

    name = "lookups.registers"
    label = "registers"
    verbose_name = _("Utdrag")

    def ready(self) -> None:
        """Join health with the extracts' age and folder, jobs with picking up, status with what can be told."""
        from lookups.registers.current import probe, told, unread  # noqa: PLC0415  # not before the apps stand
        from lookups.registers.probes import folder  # noqa: PLC0415
        from portal import probes  # noqa: PLC0415
        from portal.jobs import plans, timetable  # noqa: PLC0415
        from portal.organisations.models import Service  # noqa: PLC0415
        from portal.status import board, probing  # noqa: PLC0415

        probes.join(probes.Probe("extracts", probe))
        probes.join(probes.Probe("extract folder", folder))
        timetable.join(
            timetable.Job(
                "pick-up",
                _("Hämtar utdragsfiler"),
                "lookups.registers.tasks.pick_up",
                plans.Every(timedelta(minutes=1)),
            )
        )
        timetable.join(
            timetable.Job(
                "unknown-codes",
                _("Räknar okända koder i utdrag"),
                "lookups.registers.tasks.count_codes",
                plans.Every(timedelta(minutes=5)),
            )
        )
        board.join(unread)
        probing.join(probes.Probe("extracts", told), *Service)
