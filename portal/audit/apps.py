"""Joins nothing yet."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """The room of the log."""

    name = "portal.audit"
    label = "audit"
    verbose_name = _("logg")
