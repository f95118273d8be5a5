"""Names the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CareFeesConfig(AppConfig):
    """The room of care fees."""

    name = "lookups.care_fees"
    label = "care_fees"
    verbose_name = _("avgifter inom omsorgen")
