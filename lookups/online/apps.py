"""Joins the navigation, the start page and what is purged."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OnlineConfig(AppConfig):
    """The room of online questions."""

    name = "lookups.online"
    label = "online"
    verbose_name = _("onlinefrågor")

    def ready(self) -> None:
        """Join the page, the start page's form, and what is kept for a quarter of an hour."""
        from lookups.online import keeping  # noqa: PLC0415  # views and rows need the models loaded
        from lookups.online.start import PANEL  # noqa: PLC0415
        from portal import purging  # noqa: PLC0415
        from portal.access.askers import Role  # noqa: PLC0415
        from portal.shell import navigation, panels  # noqa: PLC0415

        navigation.join(
            navigation.Item(
                label=_("Onlinefråga"),
                name="online:question",
                order=20,
                visible=navigation.only(Role.CASEWORKER),
            )
        )
        panels.join(PANEL)
        purging.join(purging.Kept("answers", keeping.remove_due))
