"""Joins what is purged."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilingConfig(AppConfig):
    """The room of subscriptions by file."""

    name = "subscriptions.filing"
    label = "filing"
    verbose_name = _("prenumerationer från fil")

    def ready(self) -> None:
        """Join what is kept for a time."""
        from portal import purging  # noqa: PLC0415  # not before the apps stand
        from subscriptions.filing import expiring  # noqa: PLC0415

        purging.join(purging.Kept("subscriptions by file", expiring.remove_due))
