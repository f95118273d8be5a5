"""Joins the start page."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CareFeesConfig(AppConfig):
    """The room of care fees."""

    name = "lookups.care_fees"
    label = "care_fees"
    verbose_name = _("avgifter inom omsorgen")

    def ready(self) -> None:
        """Join the way to the page."""
        from lookups.care_fees.start import PANEL  # noqa: PLC0415  # it needs the models loaded
        from portal.shell import panels  # noqa: PLC0415

        panels.join(PANEL)
