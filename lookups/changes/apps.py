"""Joins nothing: what listens to changes finds batches that it has not yet handled."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChangesConfig(AppConfig):
    """The room of changes."""

    name = "lookups.changes"
    label = "changes"
    verbose_name = _("Ändringar")
