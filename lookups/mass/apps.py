"""Joins the jobs, the use of persons, the navigation, support's pages and what is purged."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MassConfig(AppConfig):
    """The room of mass queries."""

    name = "lookups.mass"
    label = "mass"
    verbose_name = _("massfrågor")

    def ready(self) -> None:
        """Join the jobs."""
        from lookups.mass import expiring, mailing  # noqa: PLC0415  # rows need the models loaded
        from lookups.mass.downloads import keeping as files  # noqa: PLC0415
        from lookups.mass.reads import persons_sent  # noqa: PLC0415
        from portal import purging  # noqa: PLC0415
        from portal.jobs import plans, timetable  # noqa: PLC0415  # not before the apps stand
        from portal.organisations.models import Service  # noqa: PLC0415
        from portal.usage import volumes  # noqa: PLC0415

        volumes.join(Service.MASS, persons_sent)
        from lookups.mass.start import PANEL  # noqa: PLC0415
        from lookups.mass.support import reads, telling  # noqa: PLC0415
        from portal.access.askers import Role  # noqa: PLC0415
        from portal.shell import navigation, panels  # noqa: PLC0415
        from portal.support import sections  # noqa: PLC0415

        sections.join(
            sections.Section(template="mass/support/section.html", order=10, told=telling.section)
        )
        sections.join_finder(
            sections.Finder(
                heading=_("Massfrågor"),
                by_digits=lambda told: [telling.hit(one) for one in reads.by_digits(told)],
                by_id=lambda told: [telling.hit(one) for one in reads.by_id(told)],
            )
        )
        navigation.join(
            navigation.Item(
                label=_("Massfrågor"),
                name="mass:list",
                order=30,
                visible=navigation.only(Role.CASEWORKER),
            )
        )
        panels.join(PANEL)
        timetable.join(
            timetable.Job(
                "mass",
                _("Massfrågor: skickar och väcker"),
                "lookups.mass.tasks.sweep",
                plans.Every(timedelta(seconds=15)),
            )
        )
        timetable.join(
            timetable.Job(
                "mass-files",
                _("Massfrågor: väcker nedladdningar"),
                "lookups.mass.tasks.sweep_files",
                plans.Every(timedelta(seconds=15)),
            )
        )
        timetable.join(
            timetable.Job(
                "mass-keeping",
                _("Massfrågor: mejlar och påminner"),
                "lookups.mass.tasks.look_after",
                plans.Every(timedelta(seconds=30)),
            )
        )
        purging.join(purging.Kept("mass files", files.remove_due))
        purging.join(purging.Kept("mass queries", expiring.remove_due))
        purging.join(purging.Kept("mass mails", mailing.remove_due))
