"""What support did to a lane and no other row tells."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.organisations.models import Organisation, Service


class Freed(models.Model):
    """A slot that was freed by hand: whose, which, held since when by which call, and by whom. Never changed."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    service = models.CharField(_("tjänst"), max_length=20, choices=Service)
    slot = models.PositiveSmallIntegerField(_("plats"))
    since = models.DateTimeField(_("upptagen sedan"))
    request_id = models.UUIDField(_("begäran"), null=True)
    freed_by = models.CharField(_("frigjord av"), max_length=200)
    freed_at = models.DateTimeField(_("frigjord"))

    class Meta:
        verbose_name = _("frigjord plats")
        verbose_name_plural = _("frigjorda platser")
        ordering: ClassVar = ["-freed_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_service_display()} {self.slot}"
