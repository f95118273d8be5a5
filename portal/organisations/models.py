"""Who may ask, since when and for what purpose; what each purpose may be told stands in `purpose_models`."""

import uuid
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.organisations.change_models import AgreedChange
from portal.organisations.kinds import OrganisationKind, hold
from portal.organisations.purpose_models import MOST_MONTHS, Purpose, PurposeGroup, PurposeLaw

__all__ = [
    "AgreedChange",
    "AgreedPurpose",
    "AgreedService",
    "Agreement",
    "Contact",
    "Organisation",
    "Purpose",
    "PurposeGroup",
    "PurposeLaw",
    "Service",
]


class Service(models.TextChoices):
    """What can be agreed; the values are the words on the wire."""

    ONLINE = "onlinefraga", _("Onlinefråga")
    MASS = "massfraga", _("Massfråga")
    LEKA = "leka", _("LEKA")


class Organisation(models.Model):
    """An actor that the law knows (a social welfare board is one), or a processor that acts for such."""

    name = models.CharField(_("namn"), max_length=200, unique=True)
    number = models.CharField(
        _("organisationsnummer"), max_length=11, blank=True, help_text=_("Som 212000-0001.")
    )
    # Empty for those that stood before it was asked: what they have agreed goes on, and nothing new is agreed.
    kind = models.CharField(
        _("slag"),
        max_length=20,
        choices=OrganisationKind,
        default="",
        db_default="",
        help_text=_("Avgör vilka ändamål som kan avtalas."),
    )
    aktors_id = models.UUIDField(_("aktörs-id"), unique=True, default=uuid.uuid4, editable=False)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisationer")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            # The third digit tells it from an identity number (pages.md, support search).
            models.CheckConstraint(
                name="organisation_number_form",
                condition=Q(number="") | Q(number__regex=r"^[0-9]{2}[2-9][0-9]{3}-[0-9]{4}$"),
                violation_error_message=_("Skriv organisationsnumret som 212000-0001."),
            ),
            models.CheckConstraint(
                name="organisation_kind_known", condition=Q(kind__in=["", *OrganisationKind.values])
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a kind that what is agreed is not for."""
        for agreed in AgreedPurpose.objects.filter(organisation=self.pk).select_related("purpose"):
            if self.kind:
                hold(agreed.purpose.kinds, self.kind, purpose=agreed.purpose.name)


class Agreement(models.Model):
    """What one organisation and the agencies have agreed for a time; periods of one organisation never overlap."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="agreements", verbose_name=_("organisation")
    )
    number = models.CharField(_("avtalsnummer"), max_length=40, blank=True)
    period = DateRangeField(
        _("gäller"), help_text=_("Första dag och första dag då avtalet inte längre gäller.")
    )
    protected_by_hand = models.BooleanField(
        _("skyddade hanteras för hand"),
        default=False,
        db_default=False,
        help_text=_(
            "Aviseringar om skyddade personer visas bara för den som har särskild behörighet, "
            "och lämnas till andra system utan prenumeration och ärende."
        ),
    )

    class Meta:
        verbose_name = _("avtal")
        verbose_name_plural = _("avtal")
        ordering: ClassVar = ["organisation", "period"]
        constraints: ClassVar = [
            ExclusionConstraint(
                name="agreement_one_at_a_time",
                expressions=[
                    ("organisation", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Det finns redan ett avtal under perioden."),
            ),
            models.CheckConstraint(
                name="agreement_begins",
                condition=Q(period__startswith__isnull=False) & Q(period__isempty=False),
                violation_error_message=_("Ange när avtalet börjar gälla."),
            ),
            # So that a service's row can be held to its agreement's organisation.
            models.UniqueConstraint(
                name="agreement_of_organisation", fields=["id", "organisation"]
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"{self.period.lower}"


class AgreedService(models.Model):
    """A service that an agreement covers, and for which purposes."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="services", verbose_name=_("avtal")
    )
    service = models.CharField(_("tjänst"), max_length=20, choices=Service)
    purposes: "models.ManyToManyField[Purpose, AgreedPurpose]" = models.ManyToManyField(
        Purpose, through="AgreedPurpose", verbose_name=_("ändamål")
    )
    months = models.PositiveSmallIntegerField(
        _("prenumererar högst (månader)"),
        null=True,
        blank=True,
        help_text=_("Bara för LEKA; tomt: den vanliga längsta tiden. En annan kräver ett beslut."),
    )
    decision = models.CharField(
        _("beslut"),
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text=_("Vem som beslutade och beslutets beteckning, som Nämnden 2026-11-03 § 112."),
    )
    decided = models.DateField(_("beslutsdag"), null=True, blank=True)

    class Meta:
        verbose_name = _("avtalad tjänst")
        verbose_name_plural = _("avtalade tjänster")
        ordering: ClassVar = ["agreement", "service"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="agreed_service_once",
                fields=["agreement", "service"],
                violation_error_message=_("Tjänsten finns redan i avtalet."),
            ),
            models.CheckConstraint(
                name="agreed_service_known",
                condition=Q(service__in=["onlinefraga", "massfraga", "leka"]),
            ),
            models.UniqueConstraint(
                name="agreed_service_of_organisation", fields=["id", "organisation"]
            ),
            models.CheckConstraint(
                name="agreed_service_months_by_decision",
                condition=Q(months__isnull=True)
                | Q(
                    service="leka",
                    months__gte=1,
                    months__lte=MOST_MONTHS,
                    decision__regex=r"\S",
                    decided__isnull=False,
                ),
                violation_error_message=_(
                    "En annan längsta tid gäller bara LEKA, är 1 till 120 månader och kräver ett beslut "
                    "med beteckning och dag."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.get_service_display()


class AgreedPurpose(models.Model):
    """A purpose of an agreed service; `rank` is the order in which forms list them."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    agreed_service = models.ForeignKey(
        AgreedService, models.CASCADE, related_name="agreed_purposes", verbose_name=_("tjänst")
    )
    purpose = models.ForeignKey(
        Purpose, models.PROTECT, related_name="agreed", verbose_name=_("ändamål")
    )
    rank = models.PositiveSmallIntegerField(_("ordning"), default=0)

    class Meta:
        verbose_name = _("avtalat ändamål")
        verbose_name_plural = _("avtalade ändamål")
        ordering: ClassVar = ["rank", "purpose"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="agreed_purpose_once",
                fields=["agreed_service", "purpose"],
                violation_error_message=_("Ändamålet finns redan för tjänsten."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.purpose)

    def clean(self) -> None:
        """Refuse a purpose that is not for this kind of organisation, and another in the place of one agreed otherwise.

        What stands is not judged: what differs is of the former, and what was agreed goes on.
        """
        was = AgreedPurpose.objects.filter(pk=self.pk).values_list("purpose_id", flat=True).first()
        if was == self.purpose_id:
            return
        owner = getattr(self.agreed_service, "organisation", None)
        if owner is not None and self.purpose_id:
            hold(self.purpose.kinds, owner.kind, purpose=self.purpose.name)
        if was is None:
            return
        if AgreedChange.objects.filter(agreed_service=self.agreed_service, purpose=was).exists():
            raise ValidationError({"purpose": _("Ta först bort avvikelserna från ändamålet.")})


class Contact(models.Model):
    """Whom the service writes to about the organisation's agreement, systems or access; no member need be one."""

    class Kind(models.TextChoices):
        """What a contact is written to about."""

        OPERATIONS = "drift", _("drift och störningar")
        TECHNICAL = "teknik", _("teknik och versioner")
        AGREEMENT = "avtal", _("avtal och uppföljning")

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="contacts", verbose_name=_("organisation")
    )
    kind = models.CharField(_("gäller"), max_length=10, choices=Kind)
    name = models.CharField(_("namn eller funktion"), max_length=120, blank=True)
    email = models.EmailField(_("e-postadress"))

    class Meta:
        verbose_name = _("kontakt")
        verbose_name_plural = _("kontakter")
        ordering: ClassVar = ["organisation", "kind", "email"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="contact_once",
                fields=["organisation", "kind", "email"],
                violation_error_message=_("Adressen finns redan för organisationen."),
            ),
            models.CheckConstraint(
                name="contact_kind_known", condition=Q(kind__in=["drift", "teknik", "avtal"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.email}"
