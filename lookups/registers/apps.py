"""Joins health and the status page; announces nothing: changes are rows, written by the load's own transaction."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistersConfig(AppConfig):
    """The room of extracts."""

    name = "lookups.registers"
    label = "registers"
    verbose_name = _("Utdrag")

    def ready(self) -> None:
        """Join health with the extracts' age, and the status page with which of them cannot be read."""
        from lookups.registers.current import probe, unread  # noqa: PLC0415  # not before the apps stand
        from portal.shell import health  # noqa: PLC0415
        from portal.status import board  # noqa: PLC0415

        health.join(health.Probe("extracts", probe))
        board.join(unread)
