"""Purposes for administrators: those of the description to read, an administration's own to keep."""

from datetime import date
from itertools import pairwise
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.clock import now, swedish_day
from portal.history.telling import Told
from portal.keeping import Kept
from portal.organisations.models import Purpose, PurposeGroup, PurposeLaw
from portal.organisations.vocabulary import vocabulary

OVERLAPS = _("Två lagrum gäller samma dag.")


class LawFormSet(forms.BaseInlineFormSet[PurposeLaw, Purpose, forms.ModelForm[PurposeLaw]]):
    """The laws of a purpose: held together, since each row alone cannot know the others."""

    def clean(self) -> None:
        """Refuse two laws on one day."""
        super().clean()
        told = sorted(
            (one["since"], one.get("until") or date.max)
            for form in self.forms
            if (one := form.cleaned_data if form.is_valid() else {})
            and one.get("since")
            and not one.get(DELETION_FIELD_NAME)
        )
        if any(second[0] <= first[1] for first, second in pairwise(told)):
            raise ValidationError(OVERLAPS)


class PurposeLawInline(admin.TabularInline[PurposeLaw, Purpose]):
    """By which law, from when until when; the log keeps the one of the day."""

    model = PurposeLaw
    formset = LawFormSet
    extra = 0
    min_num = 1
    validate_min = True


class PurposeGroupInline(admin.TabularInline[PurposeGroup, Purpose]):
    """What the purpose may be told."""

    model = PurposeGroup
    extra = 0


@admin.register(Purpose)
class PurposeAdmin(Kept, Told[Purpose]):
    """For what one may ask, by which law; what an agreement has otherwise stands on its service."""

    list_display = ("name", "code", "law", "parties", "months", "consent")
    list_filter = ("consent", "case_required")
    search_fields = ("name", "english", "code", "laws__text", "parties")
    inlines = (PurposeLawInline, PurposeGroupInline)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Purpose]:
        """Read the laws that the list names in one go."""
        return super().get_queryset(request).prefetch_related("laws")

    @admin.display(description=_("lagrum"))
    def law(self, purpose: Purpose) -> str:
        """Return the law of the day; nothing where none holds."""
        today = swedish_day(now())
        return next(
            (
                one.text
                for one in purpose.laws.all()
                if one.since <= today and (one.until is None or today <= one.until)
            ),
            "",
        )

    def has_change_permission(self, request: HttpRequest, obj: Purpose | None = None) -> bool:
        """Say no of a purpose that the description has: it changes with that."""
        return not (obj and described(obj)) and super().has_change_permission(request, obj)

    def get_fieldsets(self, request: HttpRequest, obj: Purpose | None = None) -> Any:
        """Say of a purpose of the description why it cannot be changed here."""
        told = super().get_fieldsets(request, obj)
        if obj is None or not described(obj):
            return told
        return [(name, {**options, "description": DESCRIBED}) for name, options in told]


DESCRIBED = _(
    "Ändamålet kommer från beskrivningen och ändras bara med den. Det som en organisation har avtalat annorlunda "
    "står som avvikelser på den avtalade tjänsten."
)


def described(purpose: Purpose) -> bool:
    """Say whether a purpose comes from the description."""
    return any(one.code == purpose.code for one in vocabulary().purposes)
