"""Joins the job that ends subscriptions, and what is purged."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubscribingConfig(AppConfig):
    """The room of subscriptions."""

    name = "subscriptions.subscribing"
    label = "subscribing"
    verbose_name = _("prenumerationer")

    def ready(self) -> None:
        """Join the job and what is kept for a time."""
        from lookups.online import next_steps  # noqa: PLC0415
        from portal import purging  # noqa: PLC0415  # not before the apps stand
        from portal.access.askers import Role  # noqa: PLC0415
        from portal.jobs import plans, timetable  # noqa: PLC0415
        from portal.shell import navigation  # noqa: PLC0415
        from subscriptions.subscribing import expiring  # noqa: PLC0415

        navigation.join(
            navigation.Item(
                label=_("Prenumerationer"),
                name="subscribing:list",
                order=40,
                visible=navigation.only(Role.CASEWORKER),
            )
        )
        next_steps.join(next_steps.Step(label=_("Prenumerera"), name="subscribing:same_person"))
        timetable.join(
            timetable.Job(
                "subscriptions",
                _("Avslutar prenumerationer vars tid är ute"),
                "subscriptions.subscribing.tasks.end",
                plans.Every(timedelta(minutes=5)),
            )
        )
        purging.join(purging.Kept("mass changes", expiring.remove_due))
