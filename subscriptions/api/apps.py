"""Joins LEKA's table of versions."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubscriptionsApiConfig(AppConfig):
    """LEKA on the wire."""

    name = "subscriptions.api"
    label = "subscriptions_api"
    verbose_name = _("API för LEKA")

    def ready(self) -> None:
        """Join."""
        from portal.api import living  # noqa: PLC0415  # beside what it is for
        from subscriptions.api.life import VERSIONS  # noqa: PLC0415

        living.join(VERSIONS)
