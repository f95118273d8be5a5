"""Joins the navigation."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DescribingConfig(AppConfig):
    """The room of the published description; it has no tables."""

    name = "lookups.describing"
    label = "describing"
    verbose_name = _("beskrivning av person och förmånsinformation")

    def ready(self) -> None:
        """Join the help."""
        from portal.shell import navigation  # noqa: PLC0415  # it needs the models loaded

        navigation.join(
            navigation.Item(
                label=_("Hjälp"),
                name="describing:help",
                order=110,
                staff=frozenset({"support", "administrator", "auditor"}),
            )
        )
