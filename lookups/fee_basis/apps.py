"""Joins the steps that lead to the basis of a care fee."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FeeBasisConfig(AppConfig):
    """The room of the basis of care fees."""

    name = "lookups.fee_basis"
    label = "fee_basis"
    verbose_name = _("avgiftsunderlag")

    def ready(self) -> None:
        """Join a next step of what was asked for the sake of care fees: of an answer, and of a mass query."""
        from lookups.fee_basis import mass, mass_files  # noqa: PLC0415  # not before the apps stand
        from lookups.mass import next_steps as of_mass  # noqa: PLC0415
        from lookups.mass.download_models import Layout  # noqa: PLC0415
        from lookups.mass.downloads import formats  # noqa: PLC0415
        from lookups.online import next_steps  # noqa: PLC0415

        next_steps.join_link(
            next_steps.Link(
                label=_("Underlag för avgift"),
                name="fee_basis:page",
                fits=lambda kept: kept.fees is not None,
            )
        )
        formats.join_layout(Layout.FEES, mass_files.written)
        of_mass.join(
            of_mass.Link(label=_("Underlag för avgift"), name="fee_bases:page", fits=mass.fits)
        )
