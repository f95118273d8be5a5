"""Joins the main navigation and the start page."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UsageConfig(AppConfig):
    """The room of use, as members see it."""

    name = "portal.usage"
    label = "usage"
    verbose_name = _("användning")

    def ready(self) -> None:
        """Join the page, which every member may see, and the start page."""
        from portal.shell import navigation, panels  # noqa: PLC0415  # roles need the models loaded
        from portal.usage.start import PANEL  # noqa: PLC0415

        navigation.join(navigation.Item(label=_("Användning"), name="usage:page", order=60))
        panels.join(PANEL)
