"""Joins nothing yet."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubscribingConfig(AppConfig):
    """The room of subscriptions."""

    name = "subscriptions.subscribing"
    label = "subscribing"
    verbose_name = _("prenumerationer")
