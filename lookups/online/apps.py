"""Joins the navigation and the start page."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OnlineConfig(AppConfig):
    """The room of online questions."""

    name = "lookups.online"
    label = "online"
    verbose_name = _("onlinefrågor")

    def ready(self) -> None:
        """Join the page and the start page's form."""
        from lookups.online.start import PANEL  # noqa: PLC0415  # views need the models loaded
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
