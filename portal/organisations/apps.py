"""Joins nothing yet; the floors above hand their vocabulary over (portal.organisations.vocabulary)."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    """The room of organisations and agreements."""

    name = "portal.organisations"
    label = "organisations"
    verbose_name = _("organisationer och avtal")
