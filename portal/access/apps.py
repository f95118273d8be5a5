"""Joins what is purged: ended tokens."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccessConfig(AppConfig):
    """The room of members, roles, clients and tokens."""

    name = "portal.access"
    label = "access"
    verbose_name = _("konton och systemklienter")

    def ready(self) -> None:
        """Join what ends by itself and is only in the way then."""
        from portal import purging  # noqa: PLC0415  # rows need the models loaded
        from portal.access import services  # noqa: PLC0415

        purging.join(purging.Kept("tokens", services.remove_ended_tokens))
