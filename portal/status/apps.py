"""Joins what is purged."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StatusConfig(AppConfig):
    """The room of windows and incidents."""

    name = "portal.status"
    label = "status"
    verbose_name = _("driftinformation")
