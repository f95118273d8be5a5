"""Joins the staff's navigation."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SupportConfig(AppConfig):
    """The room of support."""

    name = "portal.support"
    label = "support"
    verbose_name = _("support")

    def ready(self) -> None:
        """Join the page, for those of the staff who may open it."""
        from portal.access.models import User  # noqa: PLC0415  # rows need the models loaded
        from portal.shell import navigation  # noqa: PLC0415

        navigation.join(
            navigation.Item(
                label=_("Support"),
                name="support:search",
                order=100,
                visible=navigation.only(),
                staff=frozenset({User.StaffRole.SUPPORT, User.StaffRole.ADMINISTRATOR}),
            )
        )
