"""Other hours than the agreement's tables, as an administrator enters them (R14, R16)."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.hours.model import ServiceKind


class Kind(models.TextChoices):
    """Whose hours deviate; what is always open has none."""

    MASS = ServiceKind.MASS.value, _("massfrågor")
    DESK = ServiceKind.DESK.value, _("Kundcenter för Partner")


class Deviation(models.Model):
    """Other hours of one service for some Swedish days; without hours it is closed."""

    key = models.UUIDField(_("id"), unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("vad som avviker"), max_length=10, choices=Kind)
    first_day = models.DateField(_("från och med"))
    last_day = models.DateField(_("till och med"))
    opens = models.TimeField(_("öppnar"), null=True, blank=True, help_text=_("Tomt: stängt."))
    closes = models.TimeField(
        _("stänger"), null=True, blank=True, help_text=_("00.00: vid dygnets slut.")
    )
    text_sv = models.CharField(_("skäl på svenska"), max_length=200)
    text_en = models.CharField(_("skäl på engelska"), max_length=200)
    withdrawn = models.BooleanField(
        _("återkallad"), default=False, help_text=_("Då gäller avtalets tider igen.")
    )

    class Meta:
        verbose_name = _("avvikelse från öppettiderna")
        verbose_name_plural = _("avvikelser från öppettiderna")
        ordering: ClassVar = ["-first_day", "kind"]
        indexes: ClassVar = [models.Index(fields=["last_day"], name="deviation_by_end")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="deviation_kind_known", condition=Q(kind__in=["mass", "desk"])
            ),
            models.CheckConstraint(
                name="deviation_days_in_order",
                condition=Q(last_day__gte=F("first_day")),
                violation_error_message=_("Till-datum ligger före från-datum."),
            ),
            models.CheckConstraint(
                name="deviation_hours_whole",
                condition=Q(opens__isnull=True, closes__isnull=True)
                | Q(opens__isnull=False, closes__gt=F("opens"))
                | Q(opens__isnull=False, closes="00:00"),
                violation_error_message=_("Ange både när det öppnar och när det stänger."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.first_day}"
