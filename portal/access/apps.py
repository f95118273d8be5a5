"""Joins nothing yet; other rooms join the navigation and the gates."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccessConfig(AppConfig):
    """The room of members, roles, clients and tokens."""

    name = "portal.access"
    label = "access"
    verbose_name = _("konton och systemklienter")
