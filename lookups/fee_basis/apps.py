"""Joins the steps that lead to the basis of a care fee."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FeeBasisConfig(AppConfig):
    """The room of the basis of care fees."""

    name = "lookups.fee_basis"
    label = "fee_basis"
    verbose_name = _("avgiftsunderlag")

    def ready(self) -> None:
        """Join a next step of an answer that was asked for the sake of care fees."""
        from lookups.online import next_steps  # noqa: PLC0415  # not before the apps stand

        next_steps.join_link(
            next_steps.Link(
                label=_("Underlag för avgift"),
                name="fee_basis:page",
                fits=lambda kept: kept.fees is not None,
            )
        )
