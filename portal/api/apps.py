"""Nothing to join: the room has no tables."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    """What every API shares."""

    name = "portal.api"
    label = "portal_api"
    verbose_name = _("API")
