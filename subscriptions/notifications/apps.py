"""Joins nothing yet."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    """The room of notifications."""

    name = "subscriptions.notifications"
    label = "notifications"
    verbose_name = _("aviseringar")
