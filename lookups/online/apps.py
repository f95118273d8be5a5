"""Joins nothing yet."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OnlineConfig(AppConfig):
    """The room of online questions."""

    name = "lookups.online"
    label = "online"
    verbose_name = _("onlinefrågor")
