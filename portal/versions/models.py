"""Tables of versions: ends that are prolonged, calls of old versions by day, who has been told, and the mails."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.letters import Letter


class Prolonging(models.Model):
    """A later end of a version by somebody's decision. Added to and never changed; the latest day holds (R10).

    `held` is the last day that held before, by the rule or by an earlier promise. The database refuses a day that is
    not later than it or more than a year later, and one that is not later than all that was promised before.
    """

    api = models.CharField(_("API"), max_length=40)
    major = models.PositiveSmallIntegerField(_("version"))
    held = models.DateField(_("upphörde annars efter"))
    last_day = models.DateField(_("sista dag"))
    decision = models.CharField(_("beslut"), max_length=200)
    why = models.CharField(_("skäl"), max_length=300)
    by = models.CharField(_("av"), max_length=200)
    at = models.DateTimeField(_("när"))

    class Meta:
        verbose_name = _("förlängning av en version")
        verbose_name_plural = _("förlängningar av versioner")
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="prolonging_is_later",
                condition=Q(last_day__gt=F("held")),
                violation_error_message=_("Giltighetstiden kan förlängas, inte kortas."),
            ),
            models.CheckConstraint(
                name="prolonging_a_year_at_most",
                condition=Q(last_day__lte=F("held") + timedelta(days=366)),
            ),
            models.CheckConstraint(
                name="prolonging_has_its_reason",
                condition=Q(why__regex=r"\S", decision__regex=r"\S", by__regex=r"\S"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.api} {self.major}: {self.last_day}"


class Called(models.Model):
    """How often a client called an old version for an organisation on a Swedish day; refused calls are counted too."""

    organisation = models.ForeignKey(
        "organisations.Organisation",
        models.PROTECT,
        related_name="+",
        verbose_name=_("organisation"),
    )
    party = models.ForeignKey(
        "organisations.Organisation",
        models.PROTECT,
        related_name="+",
        verbose_name=_("klientens part"),
    )
    client = models.CharField(_("systemklient"), max_length=100)
    api = models.CharField(_("API"), max_length=40)
    major = models.PositiveSmallIntegerField(_("version"))
    day = models.DateField(_("dag"))
    calls = models.PositiveIntegerField(_("antal anrop"))
    refused = models.PositiveIntegerField(_("varav nekade"))
    last_at = models.DateTimeField(_("senast"))

    class Meta:
        verbose_name = _("anrop av en äldre version")
        verbose_name_plural = _("anrop av äldre versioner")
        ordering: ClassVar = ["-last_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="called_a_day", fields=["organisation", "client", "api", "major", "day"]
            ),
            models.CheckConstraint(
                name="called_counts", condition=Q(calls__gte=1, refused__lte=F("calls"))
            ),
        ]
        indexes: ClassVar = [
            models.Index(name="called_of_party", fields=["party", "day"]),
            models.Index(name="called_on", fields=["day"]),
        ]

    def __str__(self) -> str:
        return f"{self.client} {self.api} {self.major} {self.day}"


class Telling(models.Model):
    """That an organisation has been told of an end, with its own figures: once for each day on which it is told."""

    organisation = models.ForeignKey(
        "organisations.Organisation",
        models.PROTECT,
        related_name="+",
        verbose_name=_("organisation"),
    )
    api = models.CharField(_("API"), max_length=40)
    major = models.PositiveSmallIntegerField(_("version"))
    due = models.DateField(_("att meddela från"))
    last_day = models.DateField(_("sista dag"))
    calls = models.PositiveIntegerField(_("anrop på 30 dagar"))
    at = models.DateTimeField(_("meddelat"))

    class Meta:
        verbose_name = _("besked om att en version upphör")
        verbose_name_plural = _("besked om att versioner upphör")
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="telling_once", fields=["organisation", "api", "major", "due"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.api} {self.major}, {self.due}"


class Mail(Letter):
    """A mail about an end: counts and a link."""

    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    telling = models.ForeignKey(Telling, models.CASCADE, related_name="mails")
    subject = models.CharField(max_length=200)
    body = models.TextField()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                name="versions_mail_due",
                fields=["due_at"],
                condition=Q(sent_at__isnull=True, given_up_at__isnull=True),
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="versions_mail_sent_or_given_up",
                condition=Q(sent_at__isnull=True) | Q(given_up_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return str(self.telling_id)
