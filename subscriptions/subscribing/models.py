"""Tables of subscriptions: on whom, for what, until when, and every number that they follow."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from subscriptions.subscribing.mass_models import Action, MassChange, MassChangeRow, Outcome

__all__ = [
    "Action",
    "End",
    "MassChange",
    "MassChangeRow",
    "Number",
    "Outcome",
    "Subscription",
]  # the room's tables


class End(models.TextChoices):
    """Why a subscription ended; each end is told with it."""

    UNREGISTERED = "avregistrerad", _("avregistrerad")
    DATE = "slutdatum", _("slutdatumet passerade")
    AGREEMENT = "avtal", _("avtalet gäller inte längre")
    PURPOSE = "andamal", _("ändamålet är inte längre avtalat")
    DIED = "avliden", _("personen har avlidit")
    UNTOLD = "anges_inte", _("anges inte")  # of a protected person (0031)
    CASE = "arende_avslutat", _("ärendet avslutat")


class Subscription(models.Model):
    """An organisation is told of changes for a person, within one purpose and one case (R4)."""

    id = models.BigAutoField(primary_key=True)
    public = models.UUIDField(
        _("prenumeration")
    )  # the client's own choice: unique per organisation
    organisation = models.ForeignKey(
        "organisations.Organisation",
        models.PROTECT,
        related_name="+",
        verbose_name=_("organisation"),
    )
    person = models.CharField(_("person"), max_length=12)  # as registered
    purpose = models.CharField(_("ändamål"), max_length=40)
    case = models.CharField(_("ärendenummer"), max_length=100, blank=True)
    until = models.DateField(_("till och med"))
    groups = models.JSONField(_("uppgifter"), null=True)  # {class: [group]}; null: all allowed
    kinds = ArrayField(
        models.CharField(max_length=30), verbose_name=_("slag"), null=True
    )  # null: all
    user = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name=_("konto")
    )
    client = models.CharField(_("systemklient"), max_length=100, blank=True)
    asker_name = models.CharField(_("vem"), max_length=200)
    responsible = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name=_("ansvarig")
    )
    created_at = models.DateTimeField(_("registrerad"))
    changed_at = models.DateTimeField(_("ändrad"))
    acted_at = models.DateTimeField(_("senast använd"), null=True)
    ended_at = models.DateTimeField(_("avslutad"), null=True)
    end_reason = models.CharField(_("orsak"), max_length=20, choices=End, blank=True)

    class Meta:
        verbose_name = _("prenumeration")
        verbose_name_plural = _("prenumerationer")
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(
                name="subscription_active_person",
                fields=["person"],
                condition=Q(ended_at__isnull=True),
            ),
            models.Index(
                name="subscription_active_until",
                fields=["until"],
                condition=Q(ended_at__isnull=True),
            ),
            models.Index(name="subscription_by_organisation", fields=["organisation", "-id"]),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="subscription_public_once", fields=["organisation", "public"]
            ),
            models.UniqueConstraint(
                name="subscription_active_once",
                fields=["organisation", "person", "purpose", "case"],
                condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="subscription_person_12_digits", condition=Q(person__regex=r"^[0-9]{12}$")
            ),
            models.CheckConstraint(
                name="subscription_has_an_asker", condition=Q(user__isnull=False) | ~Q(client="")
            ),
            models.CheckConstraint(
                name="subscription_end_has_a_reason",
                condition=(Q(ended_at__isnull=True) & Q(end_reason=""))
                | (Q(ended_at__isnull=False) & ~Q(end_reason="")),
            ),
            models.CheckConstraint(
                name="subscription_ends_after_it_began",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("created_at")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.public)


class Number(models.Model):
    """A number that a subscription follows: the person's own as registered, and what has replaced it since."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="numbers")
    number = models.CharField(max_length=12)

    class Meta:
        indexes: ClassVar = [models.Index(name="subscription_number", fields=["number"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="subscription_number_once", fields=["subscription", "number"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subscription_id}"
