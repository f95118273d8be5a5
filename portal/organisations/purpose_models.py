"""Purposes: what for, by which law on which day, and what each may be told."""

from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    ArrayField,
    DateRangeField,
    RangeBoundary,
    RangeOperators,
)
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.organisations.kinds import OrganisationKind
from portal.organisations.vocabulary import vocabulary

MOST_MONTHS = 120


def title(name: str, english: str) -> str:
    """Return a purpose's name in the reader's language; one without an English name keeps the Swedish."""
    return english if english and _reads_english() else name


def titled() -> F | Coalesce:
    """Return the same as an expression over purposes."""
    return Coalesce(NullIf("english", models.Value("")), "name") if _reads_english() else F("name")


def _reads_english() -> bool:
    return (get_language() or "sv").startswith("en")


class Purpose(models.Model):
    """For what an organisation asks (ändamål), and what must be said of the case."""

    code = models.SlugField(_("kod"), max_length=40, unique=True)
    name = models.CharField(_("namn"), max_length=120, unique=True)
    english = models.CharField(
        _("namn på engelska"),
        max_length=120,
        blank=True,
        help_text=_("Visas på engelska sidor; tomt: det svenska namnet."),
    )
    parties = models.CharField(
        _("avsett för"), max_length=200, blank=True, help_text=_("Vilka som kan avtala om det.")
    )
    kinds = ArrayField(
        models.CharField(max_length=20, choices=OrganisationKind),
        verbose_name=_("slag av organisationer"),
        default=list,
        db_default=[],
        blank=True,
        help_text=_(
            "Vilka slag av organisationer det får avtalas med, åtskilda av komma; tomt: alla."
        ),
    )
    months = models.PositiveSmallIntegerField(
        _("längsta period, månader"),
        default=24,
        help_text=_("Högst två år om inget annat avtalats."),
    )
    case_required = models.BooleanField(_("ärendenummer krävs"), default=True)
    caseworker_required = models.BooleanField(_("handläggare krävs"), default=True)
    consent = models.BooleanField(
        _("vilar på samtycke"),
        default=False,
        help_text=_("Nekas tills samtycke kan registreras i tjänsten."),
    )
    care_fees = models.BooleanField(
        _("gäller avgift inom omsorgen"),
        default=False,
        db_default=False,
        help_text=_("Svaret säger hur varje uppgift brukar räknas i avgiftsunderlaget."),
    )

    class Meta:
        verbose_name = _("ändamål")
        verbose_name_plural = _("ändamål")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="purpose_months_1_to_120",
                condition=Q(months__gte=1, months__lte=MOST_MONTHS),
                violation_error_message=_("Ange mellan 1 och 120 månader."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DateRange(models.Func):
    """A range of days as PostgreSQL makes it of two columns."""

    function = "daterange"
    output_field = DateRangeField()


class PurposeLaw(models.Model):
    """A purpose's legal ground for a time; a purpose without one on the day may not be asked for."""

    purpose = models.ForeignKey(
        Purpose, models.CASCADE, related_name="laws", verbose_name=_("ändamål")
    )
    text = models.CharField(_("lagrum"), max_length=300)
    since = models.DateField(_("gäller från"))
    until = models.DateField(
        _("gäller till och med"), null=True, blank=True, help_text=_("Tomt: gäller än.")
    )

    class Meta:
        verbose_name = _("lagrum")
        verbose_name_plural = _("lagrum")
        ordering: ClassVar = ["since"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="purpose_law_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                violation_error_message=_("Till-datum ligger före från-datum."),
            ),
            ExclusionConstraint(
                name="purpose_law_one_at_a_time",
                expressions=[
                    ("purpose", RangeOperators.EQUAL),
                    (
                        DateRange(
                            "since",
                            "until",
                            RangeBoundary(inclusive_lower=True, inclusive_upper=True),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("Två lagrum gäller samma dag."),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class PurposeGroup(models.Model):
    """One information class and group that a purpose may be told, less the fields left out."""

    purpose = models.ForeignKey(
        Purpose, models.CASCADE, related_name="groups", verbose_name=_("ändamål")
    )
    klass = models.CharField(_("informationsklass"), max_length=40)
    group = models.CharField(_("förmånsgrupp"), max_length=20)
    left_out = ArrayField(
        models.CharField(max_length=60),
        verbose_name=_("fält som utelämnas"),
        default=list,
        blank=True,
        help_text=_("Fältens namn i utdragen, åtskilda av komma."),
    )

    class Meta:
        verbose_name = _("grupp i ändamål")
        verbose_name_plural = _("grupper i ändamål")
        ordering: ClassVar = ["klass", "group"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="purpose_group_once",
                fields=["purpose", "klass", "group"],
                violation_error_message=_("Gruppen finns redan i ändamålet."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.klass} {self.group}"

    def clean(self) -> None:
        """Refuse a group that no extract knows, and a field that the group never holds: it would leave out nothing."""
        if faults := group_faults(self.klass, self.group, self.left_out):
            raise ValidationError(
                {("left_out" if k == "fields" else k): v for k, v in faults.items()}
            )


def group_faults(klass: str, group: str, fields: list[str]) -> dict[str, Any]:
    """Return what is wrong with a group of a class and its fields, by `group` and `fields`; nothing if all is known."""
    if not vocabulary().knows(klass, group):
        return {"group": _("Gruppen finns inte i informationsklassen.")}
    if unknown := vocabulary().unknown(klass, group, fields or []):
        return {"fields": _("Finns inte i gruppen: %(falt)s.") % {"falt": ", ".join(unknown)}}
    return {}
