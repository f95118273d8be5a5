"""What the service's own checks found: a row a minute and service, and each day's sums of them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.organisations.models import Service

NAME = 40  # letters of a check's name


class ProbeRow(models.Model):
    """Whether a service could be used in a minute; `fault` is the check that said no, "" when all said yes."""

    service = models.CharField(_("tjänst"), max_length=20, choices=Service)
    minute = models.DateTimeField(_("minut"))
    fault = models.CharField(_("fel"), max_length=NAME, blank=True)

    class Meta:
        verbose_name = _("kontroll")
        verbose_name_plural = _("kontroller")
        ordering: ClassVar = ["-minute", "service"]
        indexes: ClassVar = [models.Index(fields=["minute"], name="probe_by_minute")]  # for purge
        constraints: ClassVar = [
            models.UniqueConstraint(name="probe_once_a_minute", fields=["service", "minute"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_service_display()} {self.minute:%Y-%m-%d %H:%M}"


class ProbeDay(models.Model):
    """A Swedish day's sums of a service, up to `counted_to`; `hours` is the agreed time that they are of.

    Counted anew when the agreed time has changed since.
    """

    service = models.CharField(_("tjänst"), max_length=20, choices=Service)
    day = models.DateField(_("dag"))
    counted_to = models.DateTimeField(_("räknat till"))
    hours = models.TextField(_("avtalad tid"))  # as PostgreSQL writes a tstzmultirange
    agreed = models.PositiveSmallIntegerField(_("avtalade minuter"))
    good = models.PositiveSmallIntegerField(_("fungerande minuter"))
    bad = models.PositiveSmallIntegerField(_("felaktiga minuter"))
    bad_times = models.JSONField(_("felaktiga tider"), default=list)  # pairs of moments
    unknown_times = models.JSONField(_("okända tider"), default=list)

    class Meta:
        verbose_name = _("dygnets kontroller")
        verbose_name_plural = _("dygnens kontroller")
        ordering: ClassVar = ["-day", "service"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="probeday_once", fields=["service", "day"]),
            models.CheckConstraint(
                name="probeday_within_agreed", condition=Q(agreed__gte=F("good") + F("bad"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_service_display()} {self.day}"
