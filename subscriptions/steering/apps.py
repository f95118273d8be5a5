"""Names the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SteeringConfig(AppConfig):
    """The room that steers what is told."""

    name = "subscriptions.steering"
    label = "steering"
    verbose_name = _("styrning av aviseringar")
