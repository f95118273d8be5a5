"""What was done to a mass query by hand, which no other row tells."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class MassAct(models.Model):
    """That a mass query was paused or let go on by the operator: by whom, when and why. Never changed."""

    class Kind(models.TextChoices):
        """What was done."""

        PAUSED = "pausad", _("pausad")
        RESUMED = "vidare", _("fick gå vidare")

    organisation = models.ForeignKey(
        "organisations.Organisation",
        models.PROTECT,
        related_name="+",
        verbose_name=_("organisation"),
    )
    query = models.ForeignKey(
        "mass.MassQuery", models.PROTECT, related_name="+", verbose_name=_("massfråga")
    )
    kind = models.CharField(_("vad"), max_length=10, choices=Kind)
    why = models.CharField(_("skäl"), max_length=300, blank=True)
    by = models.CharField(_("av"), max_length=200)
    at = models.DateTimeField(_("tid"))

    class Meta:
        verbose_name = _("ingrepp i en massfråga")
        verbose_name_plural = _("ingrepp i massfrågor")
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.query_id} {self.get_kind_display()}"
