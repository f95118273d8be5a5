"""Joins nothing: the pages of the administration write here as they save."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HistoryConfig(AppConfig):
    """The room of the administration's history."""

    name = "portal.history"
    label = "history"
    verbose_name = _("Historik")
