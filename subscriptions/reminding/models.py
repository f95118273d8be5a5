"""Tables of reminding: mails, how often a digest is wanted, when it last came, and what lies unseen."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.letters import Letter


class Mail(Letter):
    """A mail with counts and a link; it names no person, case, kind or reference."""

    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    subject = models.CharField(max_length=200)
    body = models.TextField()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                name="reminding_mail_due",
                fields=["due_at"],
                condition=Q(sent_at__isnull=True, given_up_at__isnull=True),
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="reminding_mail_sent_or_given_up",
                condition=Q(sent_at__isnull=True) | Q(given_up_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation_id)


class Often(models.TextChoices):
    """How often an organisation wants a digest."""

    DAILY = "daily", _("Varje arbetsdag")
    WEEKLY = "weekly", _("Veckans första arbetsdag")
    OFF = "off", _("Aldrig")


class Choice(models.Model):
    """How often an organisation wants a digest, by its local administrator's word; without one it is weekly."""

    organisation = models.OneToOneField(
        "organisations.Organisation", models.PROTECT, primary_key=True, related_name="+"
    )
    often = models.CharField(max_length=6, choices=Often)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="choice_often_known", condition=Q(often__in=["daily", "weekly", "off"])
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.often}"


class Digested(models.Model):
    """The Swedish day on which an organisation's digest was last written."""

    organisation = models.OneToOneField(
        "organisations.Organisation", models.PROTECT, primary_key=True, related_name="+"
    )
    day = models.DateField()

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.day}"


class Unseen(models.Model):
    """How many of an organisation's notifications nobody has received or handled in half of the time they are kept.

    As they were counted; up to and with which number the organisation has been warned of them, and on what day.
    """

    organisation = models.OneToOneField(
        "organisations.Organisation",
        models.PROTECT,
        primary_key=True,
        related_name="+",
        verbose_name=_("organisation"),
    )
    count = models.PositiveIntegerField(_("aviseringar"))
    oldest_at = models.DateTimeField(_("äldsta skapad"), null=True)
    counted_at = models.DateTimeField(_("räknat"))
    warned_of = models.BigIntegerField(default=0)  # number
    warned_on = models.DateField(_("varnad"), null=True)

    class Meta:
        verbose_name = _("aviseringar som ingen har tagit emot")
        verbose_name_plural = _("aviseringar som ingen har tagit emot")
        ordering: ClassVar = ["oldest_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="unseen_has_an_oldest",
                condition=Q(count=0, oldest_at__isnull=True)
                | Q(count__gt=0, oldest_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)
