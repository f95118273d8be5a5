"""Names the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeliveryConfig(AppConfig):
    """The room of receiving by system."""

    name = "subscriptions.delivery"
    label = "delivery"
    verbose_name = _("mottagande")
