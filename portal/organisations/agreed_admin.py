"""An agreed service for administrators: its purposes, how the agreement differs from them, and what comes of it."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from portal.history.telling import Told
from portal.keeping import Kept
from portal.organisations import agreeing
from portal.organisations.models import (
    AgreedChange,
    AgreedPurpose,
    AgreedService,
    Organisation,
)
from portal.organisations.scope import Kind
from portal.organisations.vocabulary import vocabulary

NOT_AGREED = _("Ändamålet är inte avtalat för tjänsten. Lägg till det och spara först.")
BOTH = _("Avvikelserna säger emot varandra: samma sak kan inte både läggas till och tas bort.")
TWICE = _("Avvikelsen finns redan.")
OPPOSITES = {
    Kind.WITH_GROUP: Kind.WITHOUT_GROUP,
    Kind.WITH_FIELDS: Kind.WITHOUT_FIELDS,
    Kind.LONGER: Kind.SHORTER,
}


class OwnedInline(admin.TabularInline[models.Model, models.Model]):
    """Rows that belong to the same organisation as the row they stand under."""

    exclude = ("organisation",)
    extra = 0


class AgreedPurposeInline(OwnedInline):
    """For which purposes the service may be used, in the forms' order."""

    model = AgreedPurpose
    autocomplete_fields = ("purpose",)


class ChangeForm(forms.ModelForm[AgreedChange]):
    """One difference; the group is chosen by its name, of those that the extracts have."""

    what = forms.ChoiceField(
        label=_("uppgift"),
        required=False,
        help_text=_("Informationsklass och grupp; tomt när avvikelsen gäller period."),
    )

    class Meta:
        model = AgreedChange
        fields = ("purpose", "kind", "what", "fields", "months", "decision", "decided")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", "–"),
            *(
                (klass, [(f"{klass} {code}", f"{name} ({code})") for code, name in groups.items()])
                for klass, groups in vocabulary().groups.items()
            ),
        ]
        if self.instance.klass:
            self.initial["what"] = f"{self.instance.klass} {self.instance.group}"

    def clean(self) -> dict[str, Any]:
        """Put the class and the group chosen on the row, before it judges itself."""
        cleaned: dict[str, Any] = super().clean() or {}
        klass, _space, group = cleaned.get("what", "").partition(" ")
        self.instance.klass, self.instance.group = klass, group
        # Told by the one field `what`; rows that differ in these alone are not twice the same.
        return cleaned | {"klass": klass, "group": group}

    def _get_validation_exclusions(self) -> set[str]:
        """Judge the row by its class and group, too, though the form has them in one."""
        told: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # Django's own, untyped
        return told - {"klass", "group"}


class ChangeFormSet(
    forms.BaseInlineFormSet[AgreedChange, AgreedService, forms.ModelForm[AgreedChange]]
):
    """The differences of a service, held to its purposes and to each other."""

    def clean(self) -> None:
        """Refuse a difference from a purpose that is not agreed, and two that contradict each other."""
        super().clean()
        agreed = set(
            AgreedPurpose.objects.filter(agreed_service=self.instance).values_list(
                "purpose_id", flat=True
            )
        )
        told: dict[tuple[Any, ...], set[str]] = {}
        for form in self.forms:
            one = form.cleaned_data if form.is_valid() else {}
            if not one.get("purpose") or one.get(DELETION_FIELD_NAME):
                continue
            if one["purpose"].pk not in agreed:
                raise ValidationError(NOT_AGREED)
            for field in one["fields"] or [""]:
                told.setdefault((one["purpose"].pk, one["what"], field), set()).add(one["kind"])
        if any(
            {wider, narrower} <= kinds
            for kinds in told.values()
            for wider, narrower in OPPOSITES.items()
        ):
            raise ValidationError(BOTH)

    def get_unique_error_message(self, unique_check: Any) -> str:
        """Return our own words for two of the same."""
        del unique_check
        return str(TWICE)

    def get_form_error(self) -> str:
        """Return the same at the row."""
        return str(TWICE)


class AgreedChangeInline(admin.TabularInline[AgreedChange, AgreedService]):
    """How the agreement differs: narrower freely, wider by a decision."""

    model = AgreedChange
    form = ChangeForm
    formset = ChangeFormSet
    extra = 0
    autocomplete_fields = ("purpose",)


class ServiceForm(forms.ModelForm[AgreedService]):
    """A service, and how long may be subscribed by which decision."""

    class Meta:
        model = AgreedService
        fields = ("service", "months", "decision", "decided")

    def _get_validation_exclusions(self) -> set[str]:
        """Judge service, time and decision together, though one page has the service and another the rest."""
        told: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # Django's own, untyped
        return told - {"service", "months", "decision", "decided"}


@admin.register(AgreedService)
class AgreedServiceAdmin(Kept, Told[AgreedService]):
    """One agreed service with its purposes; it is taken away on its agreement, whose history then says so."""

    list_display = ("agreement", "organisation", "service")
    list_filter = ("service", "organisation")
    form = ServiceForm
    fields = ("organisation", "agreement", "service", "months", "decision", "decided", "scope")
    readonly_fields = ("organisation", "agreement", "service", "scope")
    inlines = (AgreedPurposeInline, AgreedChangeInline)

    def get_queryset(self, request: HttpRequest) -> QuerySet[AgreedService]:
        """Read the rows that the list names in one go."""
        return super().get_queryset(request).select_related("agreement", "organisation")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Say that services are added on their agreement."""
        del request
        return False

    @admin.display(description=_("det som lämnas ut"))
    def scope(self, service: AgreedService) -> str:
        """Return what each purpose may be told as it is saved now, with what the agreement has otherwise."""
        return render_to_string(
            "admin/organisations/agreedservice/scope.html", {"purposes": agreeing.told(service)}
        )

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: Any) -> None:
        """Give each row its service's organisation."""
        del request, change
        own(formset, form.instance.organisation)


def own(formset: Any, organisation: Organisation) -> None:
    """Save a formset's rows as an organisation's own."""
    for row in formset.save(commit=False):
        row.organisation = organisation
        if not isinstance(row, AgreedChange) or agreeing.still_agreed(row):
            row.save()
    for gone in formset.deleted_objects:  # told in the page's history
        gone.delete()
    formset.save_m2m()
