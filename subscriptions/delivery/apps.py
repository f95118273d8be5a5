"""Joins what is removed after its time."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeliveryConfig(AppConfig):
    """The room of receiving by system."""

    name = "subscriptions.delivery"
    label = "delivery"
    verbose_name = _("mottagande")

    def ready(self) -> None:
        """Join what is kept for a time: what was told goes before those it was told of."""
        from portal import purging  # noqa: PLC0415  # not before the apps stand
        from subscriptions.delivery import keeping  # noqa: PLC0415

        purging.join(purging.Kept("notifications", keeping.remove_notifications))
        purging.join(purging.Kept("ended subscriptions", keeping.remove_ended))
