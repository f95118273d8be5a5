"""Joins the administration's site; rooms join navigation and health from their own AppConfig."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class ShellConfig(AppConfig):
    """The frame of every page."""

    name = "portal.shell"
    label = "shell"
    verbose_name = _("ram")

    def ready(self) -> None:
        """Join the start page to the navigation and its own part, and the settings' soundness to the checks."""
        from portal import soundness  # noqa: F401, PLC0415  # registers when it is read
        from portal.shell import navigation, panels  # noqa: PLC0415  # URLs exist when all rooms are loaded
        from portal.shell.open_now import PANEL  # noqa: PLC0415

        navigation.join(navigation.Item(label=_("Start"), name="shell:start", order=10))
        panels.join(PANEL)


class AdministrationConfig(AdminConfig):
    """Django's administration in its own database role."""

    default_site = "portal.shell.administration.Administration"
