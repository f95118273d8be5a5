"""Joins what is kept for a time."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuotasConfig(AppConfig):
    """The room of limits and use."""

    name = "portal.quotas"
    label = "quotas"
    verbose_name = _("gränser och användning")

    def ready(self) -> None:
        """Join what is kept for a time."""
        from portal import purging  # noqa: PLC0415  # rows need the models loaded
        from portal.quotas import keeping  # noqa: PLC0415

        purging.join(purging.Kept("admissions", keeping.sum_admissions))
        purging.join(purging.Kept("refusals", keeping.sum_refusals))
        purging.join(purging.Kept("use", keeping.forget_sums))
        purging.join(purging.Kept("tickets", keeping.forget_tickets))
