"""How an agreement differs from the purposes it is made from."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.organisations.purpose_models import MOST_MONTHS, Purpose, PurposeGroup, group_faults
from portal.organisations.scope import (
    NARROWING,
    OF_FIELDS,
    OF_GROUP,
    OF_PERIOD,
    WIDENING,
    Change,
    Kind,
)

NONE = Q(klass="", group="", fields=[])
OF_A_GROUP = ~Q(klass="") & ~Q(group="") & Q(months__isnull=True)


class AgreedChange(models.Model):
    """One difference from an agreed purpose: narrower freely, wider by a decision alone. What narrows prevails."""

    organisation = models.ForeignKey(
        "organisations.Organisation",
        models.PROTECT,
        related_name="+",
        verbose_name=_("organisation"),
    )
    agreed_service = models.ForeignKey(
        "organisations.AgreedService",
        models.CASCADE,
        related_name="changes",
        verbose_name=_("tjänst"),
    )
    purpose = models.ForeignKey(
        Purpose,
        models.PROTECT,
        related_name="+",
        verbose_name=_("ändamål"),
        help_text=_("Ett som är avtalat för tjänsten."),
    )
    kind = models.CharField(
        _("avvikelse"),
        max_length=10,
        choices=Kind,
        help_text=_("De tre sista ger mer än ändamålet och kräver ett beslut."),
    )
    klass = models.CharField(_("informationsklass"), max_length=40, blank=True)
    group = models.CharField(_("förmånsgrupp"), max_length=20, blank=True)
    fields = ArrayField(
        models.CharField(max_length=60),
        verbose_name=_("fält"),
        default=list,
        blank=True,
        help_text=_(
            "Fältens namn i utdragen, åtskilda av komma; bara när avvikelsen gäller fält. Ett fält är allt som står i "
            "det: Pensionsmyndighetens beräkning står både i underlag och i tillagg."
        ),
    )
    months = models.PositiveSmallIntegerField(
        _("månader"),
        null=True,
        blank=True,
        help_text=_("Den längsta perioden; bara när avvikelsen gäller period."),
    )
    decision = models.CharField(
        _("beslut"),
        max_length=200,
        blank=True,
        help_text=_("Vem som beslutade och beslutets beteckning, som Nämnden 2026-11-03 § 112."),
    )
    decided = models.DateField(_("beslutsdag"), null=True, blank=True)

    class Meta:
        verbose_name = _("avvikelse från ändamål")
        verbose_name_plural = _("avvikelser från ändamål")
        ordering: ClassVar = ["purpose", "kind", "klass", "group"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="agreed_change_once",
                fields=["agreed_service", "purpose", "kind", "klass", "group"],
                violation_error_message=_("Avvikelsen finns redan."),
            ),
            models.CheckConstraint(
                name="agreed_change_widens_by_decision",
                condition=Q(kind__in=NARROWING)
                | Q(kind__in=WIDENING, decision__regex=r"\S", decided__isnull=False),
                violation_error_message=_(
                    "Det som ger mer än ändamålet kräver ett beslut med beteckning och dag."
                ),
            ),
            models.CheckConstraint(
                name="agreed_change_says_what",
                condition=(Q(kind__in=OF_GROUP, fields=[]) & OF_A_GROUP)
                | (Q(kind__in=OF_FIELDS) & ~Q(fields=[]) & OF_A_GROUP)
                | (Q(kind__in=OF_PERIOD, months__gte=1, months__lte=MOST_MONTHS) & NONE),
                violation_error_message=_(
                    "Ange en grupp, en grupp med fält, eller 1 till 120 månader: det som avvikelsen gäller."
                ),
            ),
        ]

    def __str__(self) -> str:
        of = f"{self.months}" if self.kind in OF_PERIOD else f"{self.klass} {self.group}"
        return f"{self.get_kind_display()}: {of}"

    @property
    def change(self) -> Change:
        """Return it as the scope reads it."""
        return Change(
            kind=self.kind,
            group=(self.klass, self.group),
            fields=frozenset(self.fields),
            months=self.months or 0,
        )

    def clean(self) -> None:
        """Refuse what would change nothing, or what no extract knows."""
        purpose = Purpose.objects.filter(pk=self.purpose_id).first()
        if purpose is None:
            return
        if self.kind in OF_PERIOD:
            self._hold_period(purpose)
        elif self.klass and self.group:
            self._hold_group(purpose)

    def _hold_period(self, purpose: Purpose) -> None:
        if self.months is None or not 1 <= self.months <= MOST_MONTHS:
            return  # the constraint's own words
        longer = self.months > purpose.months
        if self.months == purpose.months or longer != (self.kind == Kind.LONGER):
            raise ValidationError(
                {"months": _("Ändamålets period är %(n)s månader.") % {"n": purpose.months}}
            )

    def _hold_group(self, purpose: Purpose) -> None:
        for fault in group_faults(self.klass, self.group, self.fields).values():
            raise ValidationError(fault)
        has = PurposeGroup.objects.filter(
            purpose=purpose, klass=self.klass, group=self.group
        ).first()
        if self.kind == Kind.WITHOUT_GROUP and has is None:
            raise ValidationError(_("Gruppen ingår inte i ändamålet."))
        if self.kind == Kind.WITH_GROUP and has is not None:
            raise ValidationError(_("Gruppen ingår redan i ändamålet."))
        left_out = set(has.left_out if has else ())
        if self.kind == Kind.WITH_FIELDS and (given := sorted(set(self.fields) - left_out)):
            raise ValidationError(
                {"fields": _("Utelämnas inte i ändamålet: %(falt)s.") % {"falt": ", ".join(given)}}
            )
        if self.kind == Kind.WITHOUT_FIELDS and (gone := sorted(set(self.fields) & left_out)):
            raise ValidationError(
                {"fields": _("Utelämnas redan i ändamålet: %(falt)s.") % {"falt": ", ".join(gone)}}
            )
