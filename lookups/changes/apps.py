"""Joins the purge; announces nothing: what listens to changes finds batches that it has not yet handled."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChangesConfig(AppConfig):
    """The room of changes."""

    name = "lookups.changes"
    label = "changes"
    verbose_name = _("Ändringar")

    def ready(self) -> None:
        """Join the purge with what was before changes."""
        from lookups.changes import rows  # noqa: PLC0415  # rows need the models loaded
        from portal import purging  # noqa: PLC0415

        purging.join(purging.Kept("what was before changes", rows.forget))
